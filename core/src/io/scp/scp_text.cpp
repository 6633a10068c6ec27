#include "scp/scp_text.hpp"

#include <cstddef>
#include <string_view>

#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint8_t kTwoBytesALetter = 0x07;

bool is_latin_1(std::uint8_t language) { return (language & 0x01U) == 0 || (language & 0x03U) == 0x01; }

void append_letter(std::string& text, unsigned byte, bool latin_1) {
  if (byte < 0x80) {
    text.push_back(static_cast<char>(byte));
  } else if (!latin_1) {
    text.push_back('?');
  } else {
    text.push_back(static_cast<char>(0xC0U | byte >> 6U));
    text.push_back(static_cast<char>(0x80U | (byte & 0x3FU)));
  }
}

}  // namespace

std::string scp_text(std::span<const std::uint8_t> bytes, std::uint8_t language) {
  if (language == kTwoBytesALetter)
    return {};
  const std::string_view all = as_text(bytes);
  const std::string_view text = trim(all.substr(0, all.find('\0')));
  if (is_utf8(text))
    return std::string(text);
  std::string converted;
  for (const char letter : text)
    append_letter(converted, static_cast<unsigned char>(letter), is_latin_1(language));
  return converted;
}

}  // namespace leadwise::io
