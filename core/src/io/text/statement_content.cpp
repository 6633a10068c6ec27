#include "text/statement_content.hpp"

#include <array>

#include "leadwise/ecg_record.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {

bool say_paced(const std::vector<std::string>& statements) {
  EcgRecord record;
  record.comments = statements;
  read_patient_comments(record);
  return record.paced.value_or(false);
}

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
