#include "text/statement_content.hpp"

#include <array>
#include <string>

#include "text/text_lines.hpp"

namespace leadwise::io {

bool names_a_reader(std::string_view statement) {
  constexpr std::array<std::string_view, 12> kDeeds = {"confirmed by", "referred by", "ordered by",   "overread by",
                                                       "over-read by", "read by",     "reviewed by",  "edited by",
                                                       "signed by",    "verified by", "requested by", "physician:"};
  const std::string lower = to_lower(statement);
  for (const std::string_view deed : kDeeds) {
    if (lower.find(deed) != std::string::npos)
      return true;
  }
  return false;
}

}  // namespace leadwise::io
