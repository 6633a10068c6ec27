#include "wfdb/wfdb_header.hpp"

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// Without the end marks (0x1A) that DOS programs put behind a text, and fill a block with.
std::string_view without_end_marks(std::string_view file) {
  while (!file.empty() && file.back() == '\x1A')
    file.remove_suffix(1);
  return file;
}

// The lines that carry data; blank lines may stand anywhere.
std::vector<std::string_view> content_lines(std::string_view file, std::vector<std::string_view>& comments) {
  std::vector<std::string_view> content;
  TextLines lines(file);
  for (TextLine line; lines.next(line);) {
    const std::string_view text = trim(line.text);
    if (text.empty())
      continue;
    if (text.front() == '#') {
      comments.push_back(trim(text.substr(1)));
    } else {
      content.push_back(text);
    }
  }
  return content;
}

// Marks that stand in tables, times and code, and in no name that a header begins a line with.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find_first_of(",;:=\"'<>{}[]") == std::string_view::npos;
}

bool starts_with_digit(std::string_view token) {
  return !token.empty() && token.front() >= '0' && token.front() <= '9';
}

// A name, a number of signals and, if anything more, a rate; "Signal 1 = I" begins like one.
bool looks_like_record_line(std::string_view line) {
  const std::string_view name = take_token(line);
  const std::string_view signals = take_token(line);
  const std::string_view rate = take_token(line);
  return is_plain_name(name) && parse_unsigned(signals).has_value() && (rate.empty() || starts_with_digit(rate));
}

// A file name, then a format; a row of numbers has no name and a row of labels has no format.
bool looks_like_signal_line(std::string_view line) {
  const std::string_view name = take_token(line);
  const std::string_view format = take_token(line);
  return starts_with_digit(format) && !parse_double(name) && is_plain_name(name);
}

bool declares_segments(std::string_view record_line) {
  const std::string_view name = take_token(record_line);
  const std::size_t slash = name.find('/');
  return slash != std::string_view::npos && parse_unsigned(name.substr(slash + 1)).has_value();
}

// A record's name, then a length.
bool looks_like_segment_line(std::string_view line) {
  const std::string_view name = take_token(line);
  return is_plain_name(name) && parse_unsigned(trim(line)).has_value();
}

Result<void> check_complete(std::string_view file, const WfdbHeader& header) {
  if (header.signals.size() < header.record.signal_count) {
    return fail(ErrorCode::TruncatedData,
                "WFDB header: " + std::to_string(header.record.signal_count) + " signals declared, only " +
                    std::to_string(header.signals.size()) + " described",
                file.size());
  }
  // A header cut in its last line would otherwise pass with a wrong gain.
  const bool ends_in_line = header.comments.empty() && !file.empty() && file.back() != '\n' && file.back() != '\r';
  if (ends_in_line && header.signals.size() > 1 &&
      header.signals.back().optional_fields < header.signals.front().optional_fields) {
    return fail(ErrorCode::TruncatedData, "WFDB header: the last signal line is cut off", file.size());
  }
  return {};
}

Result<void> parse_segment_lines(std::string_view file, std::span<const std::string_view> lines, WfdbHeader& header) {
  if (lines.size() != *header.record.segments) {
    const bool cut = lines.size() < *header.record.segments;
    return fail(cut ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                "WFDB header: " + std::to_string(*header.record.segments) + " segments declared, " +
                    std::to_string(lines.size()) + " described",
                cut ? file.size() : offset_in(file, lines[static_cast<std::size_t>(*header.record.segments)]));
  }
  for (const std::string_view line : lines) {
    const auto segment = parse_wfdb_segment_line(file, line);
    if (!segment)
      return tl::unexpected(segment.error());
    header.segments.push_back(*segment);
  }
  return {};
}

Result<void> parse_signal_lines(std::string_view file, std::span<const std::string_view> lines, WfdbHeader& header) {
  for (const std::string_view line : lines) {
    if (header.signals.size() == header.record.signal_count) {
      return fail(
          ErrorCode::InvalidHeader,
          "WFDB header: more lines than the " + std::to_string(header.record.signal_count) + " declared signals",
          offset_in(file, line));
    }
    auto signal = parse_wfdb_signal_line(file, line);
    if (!signal)
      return tl::unexpected(signal.error());
    header.signals.push_back(*signal);
  }
  return check_complete(file, header);
}

}  // namespace

bool looks_like_wfdb_header(std::string_view file) {
  file = without_end_marks(file);
  std::string_view first, second;
  TextLines lines(file);
  for (TextLine line; second.empty() && lines.next(line);) {
    const std::string_view text = trim(line.text);
    if (text.empty() || text.front() == '#')
      continue;
    (first.empty() ? first : second) = text;
  }
  if (first.empty())
    return false;
  if (second.empty())
    return looks_like_record_line(first);
  if (declares_segments(first))
    return looks_like_record_line(first) && looks_like_segment_line(second);
  // A name with an ending in front of a format tells even where the record line is damaged.
  std::string_view rest = second;
  const bool names_file = take_token(rest).find('.') != std::string_view::npos;
  return looks_like_signal_line(second) && (looks_like_record_line(first) || names_file);
}

WfdbFileNames wfdb_file_names(std::string_view file) {
  file = without_end_marks(file);
  WfdbFileNames names;
  std::vector<std::string_view> comments;
  const std::vector<std::string_view> lines = content_lines(file, comments);
  const bool of_segments = !lines.empty() && declares_segments(lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::string_view rest = lines[i];
    const bool is_segment = of_segments && looks_like_segment_line(rest);
    const bool is_signal = !of_segments && looks_like_signal_line(rest) && names.signal_files.size() < kMaxChannels;
    const std::string_view name = take_token(rest);
    if (is_segment && name != "~")
      names.segments.push_back(name);
    if (is_signal && take_token(rest) != "0")
      names.signal_files.push_back(name);
  }
  return names;
}

Result<WfdbHeader> parse_wfdb_header(std::string_view file) {
  file = without_end_marks(file);
  WfdbHeader header;
  const std::vector<std::string_view> lines = content_lines(file, header.comments);
  if (lines.empty())
    return fail(ErrorCode::InvalidHeader, "WFDB header: there is no record line", file.size());
  auto record = parse_wfdb_record_line(file, lines.front());
  if (!record)
    return tl::unexpected(record.error());
  header.record = *record;
  const auto below = std::span(lines).subspan(1);
  auto parsed =
      header.record.segments ? parse_segment_lines(file, below, header) : parse_signal_lines(file, below, header);
  if (!parsed)
    return tl::unexpected(parsed.error());
  return header;
}

}  // namespace leadwise::io
