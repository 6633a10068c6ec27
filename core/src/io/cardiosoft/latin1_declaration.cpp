#include "cardiosoft/latin1_declaration.hpp"

#include <algorithm>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

bool declares_latin1(std::span<const std::uint8_t> file) {
  constexpr std::size_t kLongestDeclaration = 200;
  const std::string start = to_lower(as_text(file.first(std::min(file.size(), kLongestDeclaration))));
  if (start.rfind("<?xml", 0) != 0)
    return false;
  const std::string declaration = start.substr(0, start.find("?>"));
  return declaration.find("iso8859-1\"") != std::string::npos || declaration.find("iso8859-1'") != std::string::npos;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> utf8_from_declared_latin1(std::span<const std::uint8_t> file) {
  if (!declares_latin1(file))
    return std::nullopt;
  constexpr std::uint8_t kFirstOfTwo = 0x80;
  std::vector<std::uint8_t> utf8;
  utf8.reserve(file.size());
  for (const std::uint8_t byte : file) {
    if (byte < kFirstOfTwo) {
      utf8.push_back(byte);
      continue;
    }
    utf8.push_back(static_cast<std::uint8_t>(0xC0U | byte >> 6U));
    utf8.push_back(static_cast<std::uint8_t>(0x80U | (byte & 0x3FU)));
  }
  return utf8;
}

}  // namespace leadwise::io
