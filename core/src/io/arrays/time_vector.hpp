#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "arrays/array_file.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// The sampling rate that a list of times beside the samples gives: one called "time", "t", "time_ms", ..., as long as the
/// channels, under `parent` or around it. Without a unit seconds are understood where they give 20 Hz to 100 kHz. nullopt
/// where there is no such list. Errors: InvalidHeader where the times do not rise evenly.
Result<std::optional<double>> rate_from_time_vector(const ArrayFile& file, std::string_view parent,
                                                    std::uint64_t sample_count);

}  // namespace leadwise::io
