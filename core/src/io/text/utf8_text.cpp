#include "text/utf8_text.hpp"

#include <array>
#include <cstdint>

namespace leadwise::io {
namespace {

constexpr std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

struct Sequence {
  std::size_t length = 0;  ///< 0: this byte starts none
  std::uint32_t value = 0;
};

constexpr Sequence sequence_at(std::uint8_t first) {
  if (first < 0x80)
    return {1, first};
  if (first >= 0xC2 && first <= 0xDF)
    return {2, first & 0x1FU};
  if (first >= 0xE0 && first <= 0xEF)
    return {3, first & 0x0FU};
  if (first >= 0xF0 && first <= 0xF4)
    return {4, first & 0x07U};
  return {};
}

constexpr bool is_code_point(std::uint32_t value, std::size_t length) {
  constexpr std::array<std::uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value >= kSmallest[length] && value <= 0x10FFFF && !surrogate;
}

}  // namespace

std::size_t utf8_character_length(std::string_view text) {
  Sequence sequence = text.empty() ? Sequence{} : sequence_at(byte_of(text.front()));
  if (sequence.length == 0 || sequence.length > text.size())
    return 0;
  for (std::size_t i = 1; i < sequence.length; ++i) {
    if ((byte_of(text[i]) & 0xC0U) != 0x80U)
      return 0;
    sequence.value = sequence.value << 6U | (byte_of(text[i]) & 0x3FU);
  }
  return is_code_point(sequence.value, sequence.length) ? sequence.length : 0;
}

void append_utf8(std::string& text, std::uint64_t code) {
  constexpr std::uint64_t kBasicPlane = 0x10000;
  if (code == 0 || code >= kBasicPlane || (code >= 0xD800 && code < 0xE000)) {
    text.push_back('?');
  } else if (code < 0x80) {
    text.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    text.push_back(static_cast<char>(0xC0 | code >> 6U));
    text.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    text.push_back(static_cast<char>(0xE0 | code >> 12U));
    text.push_back(static_cast<char>(0x80 | (code >> 6U & 0x3F)));
    text.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

std::string utf8_from_latin1(std::string_view text) {
  std::string utf8;
  utf8.reserve(text.size());
  for (const char c : text) {
    if (byte_of(c) < 0x80) {
      utf8 += c;
      continue;
    }
    utf8 += static_cast<char>(0xC0U | byte_of(c) >> 6U);
    utf8 += static_cast<char>(0x80U | (byte_of(c) & 0x3FU));
  }
  return utf8;
}

std::string utf8_text(std::string_view text) { return is_utf8(text) ? std::string(text) : utf8_from_latin1(text); }

std::string_view utf8_prefix(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes)
    return text;
  while (most_bytes > 0 && (byte_of(text[most_bytes]) & 0xC0U) == 0x80U)
    --most_bytes;
  return text.substr(0, most_bytes);
}

}  // namespace leadwise::io

namespace leadwise {

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = io::utf8_character_length(text);
    if (length == 0)
      return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace leadwise
