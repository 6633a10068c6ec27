#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// Samples as whole numbers between commas; one comma may stand behind the last. `what` begins the message ("CardioSoft
/// XML: lead "V1""), `offset` is that of the list. Errors: InvalidSample, also where a number has more than 24 bits.
Result<std::vector<std::int32_t>> read_integer_list(std::string_view text, std::string_view what, std::uint64_t offset);

}  // namespace leadwise::io
