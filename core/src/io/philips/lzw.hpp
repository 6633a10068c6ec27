#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// Unpacks LZW with codes of 10 bits, highest bit first: 0 to 255 stand for bytes, 256 to 1022 for strings in the order in
/// which they arise (when all are given, none is added), 1023 ends the data. What comes out must be `size` bytes, no more
/// and no less. `what` and `offset` are for messages. Errors: InvalidSample (a code for a string that there is not yet),
/// TruncatedData, InvalidHeader (more than `size` bytes).
Result<std::vector<std::uint8_t>> unpack_lzw(std::span<const std::uint8_t> packed, std::size_t size,
                                             std::string_view what, std::uint64_t offset);

}  // namespace leadwise::io
