#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::io {

/// Sets the record's sampling rate: the file's own where it states one, with a note where the caller said another, else
/// the caller's. `what` begins the message ("the text table"), `advice` ends it, `place` is where what it would be the
/// rate of stands in the file. Errors: SamplingRateRequired.
Result<void> set_sampling_rate(std::optional<double> stated_hz, const ReadOptions& options, std::string_view what,
                               std::string_view advice, EcgRecord& record,
                               std::optional<std::uint64_t> place = std::nullopt);

}  // namespace leadwise::io
