#include "apple/read_apple_watch.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "apple/apple_watch_header.hpp"
#include "text/calendar_date.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kHeaderBytes = std::size_t{8} << 10U;

std::string ascii_of(std::string_view label) {
  std::string ascii;
  std::copy_if(label.begin(), label.end(), std::back_inserter(ascii),
               [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii;
}

// The last word is the lead: "Lead I", "Ableitung I"; in scripts without blanks it stands among other letters.
std::optional<Lead> lead_of(std::string_view label) {
  const std::size_t blank = label.find_last_of(' ');
  return parse_lead(ascii_of(blank == std::string_view::npos ? label : label.substr(blank + 1)));
}

std::optional<std::string> text_of(const std::optional<std::string_view>& value) {
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

void take_header(const AppleWatchHeader& header, EcgRecord& record) {
  record.sampling_rate_hz = header.sampling_rate_hz;
  record.acquisition_time = header.recorded;
  record.device.manufacturer = "Apple";
  record.device.model = text_of(header.device);
  record.patient.name = text_of(header.name);
  record.patient.birth_date = text_of(header.birth_date);
  if (const auto birth = header.birth_date ? parse_certain_date(*header.birth_date) : std::nullopt)
    record.patient.birth_date = iso_date(*birth);
  if (header.classification)
    record.statements.emplace_back(*header.classification);
  if (header.symptoms)
    record.statements.push_back("Symptoms: " + std::string(*header.symptoms));
}

Result<std::vector<double>> read_voltages(std::string_view file, const AppleWatchHeader& header) {
  std::vector<double> samples_mv;
  TextLines lines(file.substr(static_cast<std::size_t>(header.data_offset)));
  for (TextLine line; lines.next(line);) {
    std::string_view text = without_padding(line.text);
    if (text.empty())
      continue;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
      text = text.substr(1, text.size() - 2);
    const auto value = parse_localised_number(text);
    const double sample_mv = value.value_or(INFINITY) / header.units_per_millivolt;
    if (!std::isfinite(sample_mv))
      return fail(ErrorCode::InvalidSample, "Apple Watch ECG: the voltage " + quoted(text) + " is no number",
                  header.data_offset + line.offset);
    samples_mv.push_back(sample_mv);
  }
  if (samples_mv.empty())
    return fail(ErrorCode::TruncatedData, "Apple Watch ECG: there are no voltages", file.size());
  return samples_mv;
}

}  // namespace

bool is_apple_watch_csv(const FileBytes& file) {
  const auto start = file.bytes.first(std::min(file.bytes.size(), kHeaderBytes));
  return is_text(start) && read_apple_watch_header(as_text(start)).has_value();
}

Result<EcgRecord> read_apple_watch_csv(std::span<const FileBytes> files, const ReadOptions& /*options*/) {
  const std::string_view file = as_text(files.front().bytes);
  const auto header = read_apple_watch_header(file);
  if (!header)
    return fail(ErrorCode::InvalidHeader, "Apple Watch ECG: no rows with date, rate in hertz and unit are there", 0);
  EcgRecord record;
  take_header(*header, record);
  auto samples_mv = read_voltages(file, *header);
  if (!samples_mv)
    return tl::unexpected(samples_mv.error());
  record.channels.push_back({std::string(header->lead), lead_of(header->lead), 0.0, 0.0, std::move(*samples_mv)});
  return record;
}

}  // namespace leadwise::io
