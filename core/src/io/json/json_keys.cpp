#include "json/json_keys.hpp"

#include <algorithm>

namespace leadwise::io {
namespace {

// The quote that ends a text which begins at `from`; npos where none does.
std::size_t closing_quote(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '"')
      return at;
    if (text[at] == '\\')
      ++at;
  }
  return std::string_view::npos;
}

std::size_t behind_blanks(std::string_view text, std::size_t from) {
  return std::min(text.find_first_not_of(" \t\r\n", from), text.size());
}

}  // namespace

std::optional<std::string_view> find_json_value(
    std::string_view text, const std::function<bool(std::string_view key, std::string_view value)>& wanted) {
  for (std::size_t open = text.find('"'); open != std::string_view::npos;) {
    const std::size_t close = closing_quote(text, open + 1);
    if (close == std::string_view::npos)
      break;
    const std::size_t next = behind_blanks(text, close + 1);
    if (text.substr(next, 1) == ":") {
      const std::string_view value = text.substr(behind_blanks(text, next + 1));
      if (wanted(text.substr(open + 1, close - open - 1), value))
        return value;
    }
    open = text.find('"', close + 1);
  }
  return std::nullopt;
}

std::optional<std::string_view> find_json_value(std::string_view text, std::string_view name) {
  return find_json_value(text, [&](std::string_view key, std::string_view) { return key == name; });
}

}  // namespace leadwise::io
