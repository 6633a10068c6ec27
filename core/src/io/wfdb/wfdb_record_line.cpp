#include <cmath>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_time.hpp"

namespace leadwise::io {
namespace {

// Beyond any recording; keeps products of counts far from overflow.
constexpr std::uint64_t kMaxFrameCount = std::uint64_t{1} << 40;

Result<void> parse_name(std::string_view file, std::string_view token, WfdbRecordLine& record) {
  const std::size_t slash = token.find('/');
  record.name = token.substr(0, slash);
  if (slash == std::string_view::npos)
    return {};
  // A name can also hold a folder ("udb/100z"); only digits behind the slash count segments.
  const auto segments = parse_unsigned(token.substr(slash + 1));
  if (!segments) {
    record.name = token;
    return {};
  }
  if (*segments == 0) {
    return fail(ErrorCode::InvalidHeader, "WFDB header: the record line declares 0 segments", offset_in(file, token));
  }
  record.segments = segments;
  return {};
}

Result<void> parse_signal_count(std::string_view file, std::string_view token, WfdbRecordLine& record) {
  const auto count = parse_unsigned(token);
  if (!count) {
    return fail(ErrorCode::InvalidHeader, "WFDB header: the number of signals " + quoted(token) + " is no whole number",
                offset_in(file, token));
  }
  if (*count > kMaxChannels) {
    return fail(ErrorCode::TooLarge,
                "WFDB header: " + std::to_string(*count) + " signals declared, at most " +
                    std::to_string(kMaxChannels) + " are accepted",
                offset_in(file, token));
  }
  record.signal_count = *count;
  return {};
}

// "500", "360/360", "62.4725/999.56(0)": what follows the slash counts time for other programs and is not used.
Result<void> parse_rate(std::string_view file, std::string_view token, WfdbRecordLine& record) {
  const auto rate_hz = parse_double(token.substr(0, token.find('/')));
  if (!rate_hz || !std::isfinite(*rate_hz) || *rate_hz <= 0.0) {
    return fail(ErrorCode::InvalidSamplingRate,
                "WFDB header: the sampling rate " + quoted(token) + " is no positive number", offset_in(file, token));
  }
  record.sampling_rate_hz = rate_hz;
  return {};
}

Result<void> parse_sample_count(std::string_view file, std::string_view token, WfdbRecordLine& record) {
  const auto count = parse_unsigned(token);
  if (!count) {
    return fail(ErrorCode::InvalidHeader, "WFDB header: the number of samples " + quoted(token) + " is no whole number",
                offset_in(file, token));
  }
  if (*count > kMaxFrameCount) {
    return fail(ErrorCode::TooLarge, "WFDB header: " + quoted(token) + " samples per signal declared",
                offset_in(file, token));
  }
  if (*count > 0)
    record.frame_count = count;
  return {};
}

}  // namespace

Result<WfdbSegment> parse_wfdb_segment_line(std::string_view file, std::string_view line) {
  std::string_view rest = line;
  const std::string_view name = take_token(rest);
  const std::string_view length = take_token(rest);
  const auto count = parse_unsigned(length);
  if (!count || !trim(rest).empty()) {
    return fail(ErrorCode::InvalidHeader,
                "WFDB header, segment line of " + quoted(name) + ": the length " +
                    quoted(trim(line.substr(name.size()))) + " is no whole number",
                offset_in(file, line));
  }
  if (*count > kMaxFrameCount) {
    return fail(ErrorCode::TooLarge,
                "WFDB header: " + quoted(length) + " samples declared for the segment " + quoted(name),
                offset_in(file, line));
  }
  return WfdbSegment{name, *count, offset_in(file, line)};
}

Result<WfdbRecordLine> parse_wfdb_record_line(std::string_view file, std::string_view line) {
  using FieldParser = Result<void> (*)(std::string_view, std::string_view, WfdbRecordLine&);
  constexpr FieldParser kFields[] = {parse_name, parse_signal_count, parse_rate, parse_sample_count};
  WfdbRecordLine record;
  std::string_view rest = line;
  for (const FieldParser parse_field : kFields) {
    const std::string_view token = take_token(rest);
    if (token.empty())
      break;
    if (auto parsed = parse_field(file, token, record); !parsed)
      return tl::unexpected(parsed.error());
  }
  if (const std::string_view time = trim(rest); !time.empty()) {
    record.acquisition_time = iso_time_from_wfdb(time);
    record.unreadable_time = !record.acquisition_time;
  }
  return record;
}

}  // namespace leadwise::io
