#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "leadwise/utf8.hpp"

namespace leadwise::io {

/// How many bytes the character at the front of the text has; 0 where no character of UTF-8 stands there.
std::size_t utf8_character_length(std::string_view text);

/// Appends a character of Unicode's basic plane; '?' for 0, surrogates and whatever lies beyond.
void append_utf8(std::string& text, std::uint64_t code);

/// A text in Latin-1 as UTF-8.
std::string utf8_from_latin1(std::string_view text);

/// The text in UTF-8: as it is where it is UTF-8 (or ASCII) already, else taken as Latin-1.
std::string utf8_text(std::string_view text);

/// The first `most_bytes` bytes of UTF-8, or up to three fewer so that no character is cut.
std::string_view utf8_prefix(std::string_view text, std::size_t most_bytes);

}  // namespace leadwise::io
