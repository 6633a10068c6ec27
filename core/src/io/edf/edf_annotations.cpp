#include "edf/edf_annotations.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

constexpr char kEndOfField = '\x14';
constexpr char kDuration = '\x15';
constexpr char kEndOfList = '\0';
constexpr std::size_t kMostAnnotations = 1000000;

/// A list: texts that share an onset.
struct TimedList {
  double onset_s = 0.0;
  std::optional<double> duration_s;
  /// Each ends in kEndOfField.
  std::string_view texts;
};

std::optional<double> seconds_of(std::string_view text) {
  constexpr double kMostSeconds = 1e10;
  const auto seconds = parse_double(text);
  return seconds && std::abs(*seconds) <= kMostSeconds ? seconds : std::nullopt;
}

std::optional<TimedList> parse_list(std::string_view text) {
  const std::size_t end = text.find(kEndOfField);
  const bool has_sign = !text.empty() && (text.front() == '+' || text.front() == '-');
  if (!has_sign || end == std::string_view::npos || text.back() != kEndOfField)
    return std::nullopt;
  const std::string_view time = text.substr(0, end);
  const std::size_t mark = time.find(kDuration);
  const auto onset = seconds_of(time.substr(0, mark));
  if (!onset)
    return std::nullopt;
  TimedList list{*onset, std::nullopt, text.substr(end + 1)};
  if (mark == std::string_view::npos)
    return list;
  list.duration_s = seconds_of(time.substr(mark + 1));
  return list.duration_s && *list.duration_s >= 0.0 ? std::optional(list) : std::nullopt;
}

/// Takes the next list off the front of `rest`; lists end in zero bytes, and so does the signal.
std::string_view take_list(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(kEndOfList), rest.size()));
  const std::size_t end = std::min(rest.find(kEndOfList), rest.size());
  const std::string_view list = rest.substr(0, end);
  rest.remove_prefix(end);
  return list;
}

/// The labels of the signals that are not annotations.
using Labels = std::set<std::string_view>;

// EDF+ names the signal that a text belongs to behind "@@".
Annotation annotation_of(const Labels& labels, const TimedList& list, std::string_view text) {
  Annotation annotation{list.onset_s, list.duration_s, std::nullopt, {}};
  const std::size_t mark = text.rfind("@@");
  if (mark != std::string_view::npos && labels.count(trim(text.substr(mark + 2))) > 0) {
    annotation.channel = utf8_text(trim(text.substr(mark + 2)));
    text = text.substr(0, mark);
  }
  annotation.text = utf8_text(text);
  return annotation;
}

bool add_texts(const Labels& labels, TimedList list, EdfAnnotations& result) {
  while (!list.texts.empty()) {
    const std::size_t end = list.texts.find(kEndOfField);
    const std::string_view text = list.texts.substr(0, end);
    list.texts.remove_prefix(end + 1);
    if (text.empty())
      continue;
    if (result.annotations.size() == kMostAnnotations)
      return false;
    result.annotations.push_back(annotation_of(labels, list, text));
  }
  return true;
}

/// One annotation signal of one data record; the first list of the first signal says when the record begins.
bool read_lists(const Labels& labels, std::string_view block, std::uint64_t offset, bool keeps_time,
                EdfAnnotations& result) {
  std::string_view rest = block;
  for (std::string_view text = take_list(rest); !text.empty(); text = take_list(rest)) {
    const auto list = parse_list(text);
    if (!list && result.unreadable++ == 0)
      result.first_unreadable_offset = offset + offset_in(block, text);
    if (list && keeps_time && list->texts.substr(0, 1) == std::string_view(&kEndOfField, 1))
      result.record_starts_s.back() = list->onset_s;
    keeps_time = false;
    if (list && !add_texts(labels, *list, result))
      return false;
  }
  return true;
}

bool read_data_record(const EdfHeader& header, const Labels& labels, std::string_view data_record, std::uint64_t offset,
                      EdfAnnotations& result) {
  bool keeps_time = true;
  for (const EdfSignal& signal : header.signals) {
    if (!signal.annotations)
      continue;
    if (keeps_time)
      result.record_starts_s.push_back(std::numeric_limits<double>::quiet_NaN());
    const auto first = static_cast<std::size_t>(signal.first_byte);
    const auto size = static_cast<std::size_t>(signal.samples_per_record * header.sample_bytes);
    if (!read_lists(labels, data_record.substr(first, size), offset + signal.first_byte, keeps_time, result))
      return false;
    keeps_time = false;
  }
  return true;
}

}  // namespace

Result<EdfAnnotations> read_edf_annotations(const EdfHeader& header, std::span<const std::uint8_t> records) {
  EdfAnnotations result;
  Labels labels;
  for (const EdfSignal& signal : header.signals) {
    if (!signal.annotations)
      labels.insert(signal.label.text);
  }
  std::string_view rest = as_text(records);
  const auto record_bytes = static_cast<std::size_t>(header.record_bytes);
  for (std::uint64_t offset = header.header_bytes; rest.size() >= record_bytes; offset += record_bytes) {
    if (!read_data_record(header, labels, rest.substr(0, record_bytes), offset, result)) {
      return fail(ErrorCode::TooLarge,
                  std::string(header.name) + ": more than " + std::to_string(kMostAnnotations) + " annotations",
                  offset);
    }
    rest.remove_prefix(record_bytes);
  }
  return result;
}

}  // namespace leadwise::io
