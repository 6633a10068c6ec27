#include "cardiosoft/latin1_declaration.hpp"

#include <algorithm>

#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

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
  const std::string utf8 = utf8_from_latin1(as_text(file));
  return std::vector<std::uint8_t>(utf8.begin(), utf8.end());
}

}  // namespace leadwise::io
