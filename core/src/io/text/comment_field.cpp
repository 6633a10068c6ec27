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

std::string_view without_comment_mark(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of("#% \t"), line.size()));
}

}  // namespace leadwise::io
