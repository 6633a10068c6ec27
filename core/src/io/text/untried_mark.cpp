#include "text/untried_mark.hpp"

#include <algorithm>

#include "text/comment_field.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kMark = "Untried format: ";

/// Short names of formats are of small letters, digits and underscores; what else a file may say there is not repeated.
std::string source_in(std::string_view mark) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  constexpr std::size_t kLongest = 32;
  const std::string_view name = without_comment_mark(mark).substr(kMark.size(), kLongest);
  const std::string_view source = name.substr(0, name.find_first_not_of(kLetters));
  return source.empty() ? "unknown" : std::string(source);
}

}  // namespace

std::string untried_mark_of(std::string_view format) { return std::string(kMark).append(format); }

bool is_untried_mark(std::string_view line) { return without_comment_mark(line).substr(0, kMark.size()) == kMark; }

std::optional<std::string> untried_source(const EcgRecord& record) {
  if (!record.untried_format)
    return std::nullopt;
  const auto known = std::find_if(record.comments.begin(), record.comments.end(), is_untried_mark);
  return known == record.comments.end() ? record.format : source_in(*known);
}

std::optional<std::string> untried_mark(const EcgRecord& record) {
  const auto source = untried_source(record);
  return source ? std::optional(untried_mark_of(*source)) : std::nullopt;
}

void take_untried_mark(EcgRecord& record) {
  const auto is_mark = [](const Annotation& annotation) { return is_untried_mark(annotation.text); };
  std::optional<std::string> source;
  const auto take = [&source](std::string_view mark) {
    if (!source && is_untried_mark(mark))
      source = source_in(mark);
  };
  for (const auto* texts : {&record.comments, &record.statements})
    std::for_each(texts->begin(), texts->end(), take);
  for (const Annotation& annotation : record.annotations)
    take(annotation.text);
  if (!source)
    return;
  std::erase_if(record.annotations, is_mark);
  std::erase_if(record.statements, is_untried_mark);
  std::erase_if(record.comments, is_untried_mark);
  record.comments.push_back(untried_mark_of(*source));
  record.untried_format = true;
  record.notes.push_back(
      {ErrorCode::UntriedFormat,
       "this is a copy of a file of the format " + io::quoted(*source) +
           ", whose reader was never tried on a file of a real device; compare what it shows with the "
           "device's own print"});
}

}  // namespace leadwise::io
