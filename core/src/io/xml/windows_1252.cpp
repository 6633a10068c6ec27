#include "xml/windows_1252.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint16_t kOpen = 0xFFFD;

/// What 0x80 to 0x9F stand for; all else is as in Latin-1.
constexpr std::array<std::uint16_t, 32> kOwnCharacters = {
    0x20AC, kOpen,  0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, kOpen,  0x017D, kOpen,  kOpen,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, kOpen,  0x017E, 0x0178};

bool declares_windows_1252(std::span<const std::uint8_t> file) {
  constexpr std::size_t kLongestDeclaration = 200;
  const std::string start = to_lower(as_text(file.first(std::min(file.size(), kLongestDeclaration))));
  if (start.rfind("<?xml", 0) != 0)
    return false;
  const std::string_view declaration = std::string_view(start).substr(0, start.find("?>"));
  for (const std::string_view name : {"\"windows-1252\"", "'windows-1252'", "\"cp1252\"", "'cp1252'"}) {
    if (declaration.find(name) != std::string_view::npos)
      return true;
  }
  return false;
}

void append_character(std::string& utf8, std::uint16_t character) {
  if (character < 0x80) {
    utf8 += static_cast<char>(character);
    return;
  }
  if (character < 0x800) {
    utf8 += static_cast<char>(0xC0U | character >> 6U);
  } else {
    utf8 += static_cast<char>(0xE0U | character >> 12U);
    utf8 += static_cast<char>(0x80U | (character >> 6U & 0x3FU));
  }
  utf8 += static_cast<char>(0x80U | (character & 0x3FU));
}

}  // namespace

std::optional<std::string> utf8_from_declared_windows_1252(std::span<const std::uint8_t> file) {
  if (!declares_windows_1252(file))
    return std::nullopt;
  std::string utf8;
  utf8.reserve(file.size() + file.size() / 8);
  for (const std::uint8_t byte : file)
    append_character(utf8, byte >= 0x80 && byte < 0xA0 ? kOwnCharacters[byte - 0x80U] : byte);
  return utf8;
}

}  // namespace leadwise::io
