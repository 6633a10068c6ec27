#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// The bytes of a text in base64 (RFC 4648, section 4); blanks and line ends anywhere are passed over, missing padding at
/// the end is forgiven. nullopt where another character stands in it or the last group is cut.
std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text);

}  // namespace leadwise::io
