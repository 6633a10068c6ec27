#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// The character codes that are read. Of any other only what is plain ASCII is taken.
enum class MferCharacters : std::uint8_t { ascii, utf8, utf16_le, utf16_be, latin1, other };

/// The code that TXC names ("ASCII", "UTF-8", "UTF-16LE", "ISO-IR 100", "JIS X 0208").
MferCharacters mfer_characters(std::string_view name);

/// The text as UTF-8 without blanks and zeros at its end; nullopt where it cannot be read in that code.
std::optional<std::string> mfer_text(std::span<const std::uint8_t> bytes, MferCharacters characters);

/// The parts between '^', blanks at their ends left out.
std::vector<std::string> mfer_parts(std::string_view text);

}  // namespace leadwise::io
