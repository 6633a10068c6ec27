#include "text/untried_mark.hpp"

#include <algorithm>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kMark = "Untried format: ";

std::string_view without_comment_mark(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of("#% \t"), line.size()));
}

std::string source_in(std::string_view mark) {
  return std::string(trim(without_comment_mark(mark).substr(kMark.size())));
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
  const auto annotation = std::find_if(record.annotations.begin(), record.annotations.end(), is_mark);
  if (annotation != record.annotations.end())
    record.comments.push_back(annotation->text);
  std::erase_if(record.annotations, is_mark);
  const auto statement = std::find_if(record.statements.begin(), record.statements.end(), is_untried_mark);
  if (statement != record.statements.end())
    record.comments.push_back(*statement);
  std::erase_if(record.statements, is_untried_mark);
  const auto mark = std::find_if(record.comments.begin(), record.comments.end(), is_untried_mark);
  if (mark == record.comments.end())
    return;
  record.untried_format = true;
  record.notes.push_back(
      {ErrorCode::UntriedFormat,
       "this is a copy of a file of the format " + quoted(source_in(*mark)) +
           ", whose reader was never tried on a file of a real device; compare what it shows with the "
           "device's own print"});
}

}  // namespace leadwise::io
