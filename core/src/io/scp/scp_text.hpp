#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace leadwise::io {

/// A text field up to its first zero byte, blanks at both ends left out, as UTF-8. `language` is the language support
/// code of tag 14: ASCII and Latin-1 are converted, UTF-8 (version 3) is taken as it is; of other character sets the
/// letters outside ASCII become '?', and texts of two bytes a letter are empty.
std::string scp_text(std::span<const std::uint8_t> bytes, std::uint8_t language);

}  // namespace leadwise::io
