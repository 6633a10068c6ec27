#include "text/comment_field.hpp"

#include <algorithm>
#include <string>

#include "text/text_lines.hpp"

namespace leadwise::io {

std::string_view comment_field(std::string_view line, std::string_view key) {
  const std::string lower = to_lower(line);
  for (std::size_t at = lower.find(key); at != std::string::npos; at = lower.find(key, at + 1)) {
    if (at > 0 && lower[at - 1] != '<')
      continue;
    std::string_view rest = line.substr(at + key.size());
    if (at > 0 && !rest.empty() && rest.front() == '>')
      rest.remove_prefix(1);
    rest = trim(rest);
    if (rest.empty() || rest.front() != ':')
      continue;
    return trim(rest.substr(1, rest.find('<') - 1));
  }
  return {};
}

std::string_view behind_mark(std::string_view line, std::size_t mark) {
  std::string_view rest = line.substr(std::min(mark + 1, line.size()));
  if (line.substr(mark, 1) == ":" && rest.starts_with('='))
    rest.remove_prefix(1);
  return rest;
}

std::string_view value_behind(std::string_view line, std::size_t mark) {
  const std::string_view after = trim(behind_mark(line, mark));
  if (!after.empty() && (after.front() == '"' || after.front() == '\'')) {
    const std::size_t closing = after.find(after.front(), 1);
    if (closing != std::string_view::npos)
      return trim(after.substr(1, closing - 1));
  }
  return trim(after.substr(0, after.find_first_of(line[mark] == ',' ? ",;\t" : ";\t")));
}

std::string_view without_comment_mark(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of("#% \t"), line.size()));
}

}  // namespace leadwise::io
