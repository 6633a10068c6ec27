#include "text/placement_mark.hpp"

#include <algorithm>

#include "text/comment_field.hpp"
#include "text/text_lines.hpp"
#include "text/written_label.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kPlacementMark = "Electrode placement: ";

std::string_view words_in(std::string_view mark) { return trim(without_comment_mark(mark).substr(kPlacementMark.size())); }

}  // namespace

std::string placement_mark_of(std::string_view placement) {
  return std::string(kPlacementMark) + one_line(placement);
}

std::optional<std::string> placement_mark(const EcgRecord& record) {
  if (!record.electrode_placement || one_line(*record.electrode_placement).empty())
    return std::nullopt;
  return placement_mark_of(*record.electrode_placement);
}

bool is_placement_mark(std::string_view line) {
  return without_comment_mark(line).substr(0, kPlacementMark.size()) == kPlacementMark && !words_in(line).empty();
}

void take_placement_mark(EcgRecord& record) {
  const auto take = [&record](std::string_view text) {
    if (is_placement_mark(text) && !record.electrode_placement)
      record.electrode_placement = std::string(words_in(text));
  };
  for (auto* texts : {&record.comments, &record.statements}) {
    std::for_each(texts->begin(), texts->end(), take);
    std::erase_if(*texts, is_placement_mark);
  }
  for (const Annotation& annotation : record.annotations)
    take(annotation.text);
  std::erase_if(record.annotations, [](const Annotation& annotation) { return is_placement_mark(annotation.text); });
}

}  // namespace leadwise::io
