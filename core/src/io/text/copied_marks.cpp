#include "text/copied_marks.hpp"

#include "text/placement_mark.hpp"
#include "text/untried_mark.hpp"

namespace leadwise::io {

std::vector<std::string> copied_marks(const EcgRecord& record) {
  std::vector<std::string> marks;
  for (const auto& mark : {untried_mark(record), placement_mark(record)}) {
    if (mark)
      marks.push_back(*mark);
  }
  return marks;
}

bool is_copied_mark(std::string_view line) { return is_untried_mark(line) || is_placement_mark(line); }

void take_copied_marks(EcgRecord& record) {
  take_untried_mark(record);
  take_placement_mark(record);
}

}  // namespace leadwise::io
