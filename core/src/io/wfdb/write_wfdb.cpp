#include <algorithm>
#include <cmath>
#include <limits>

#include "record_writers.hpp"
#include "text/number_text.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "text/copied_marks.hpp"
#include "text/written_label.hpp"
#include "wfdb/wfdb_time.hpp"

namespace leadwise::io {
namespace {

constexpr double kLargestWrittenAdu = 32767.0;
constexpr std::int16_t kMissing16BitAdu = -32768;

/// How a channel's mV become 16-bit integers.
struct Scale {
  double adu_per_mv = 1000.0;
  double baseline_adu = 0.0;
};

bool fits(const Channel& channel, const Scale& scale) {
  const bool whole_baseline = scale.baseline_adu == std::trunc(scale.baseline_adu);
  if (!(scale.adu_per_mv > 0.0) || !std::isfinite(scale.adu_per_mv) || !whole_baseline)
    return false;
  if (std::abs(scale.baseline_adu) > kLargestWrittenAdu)
    return false;
  return std::all_of(channel.samples_mv.begin(), channel.samples_mv.end(), [&](double sample_mv) {
    const double adu = std::round(sample_mv * scale.adu_per_mv) + scale.baseline_adu;
    return std::isnan(sample_mv) || std::abs(adu) <= kLargestWrittenAdu;
  });
}

// 1 / (1 / gain) can differ from the gain in its last digit; gains are written with few digits.
double tidy_gain(double gain) {
  for (const double scale : {1.0, 1e3, 1e6}) {
    const double rounded = std::round(gain * scale) / scale;
    if (std::abs(rounded - gain) <= 1e-14 * gain)
      return rounded;
  }
  return gain;
}

// The finest step of at least 1 nV that holds the range.
Scale finest_scale(const Channel& channel) {
  constexpr double kFinest = 1e6;
  double largest_mv = 0.0;
  for (const double sample_mv : channel.samples_mv) {
    if (!std::isnan(sample_mv))
      largest_mv = std::max(largest_mv, std::abs(sample_mv));
  }
  const double gain = largest_mv > 0.0 ? std::min(kLargestWrittenAdu / largest_mv, kFinest) : Scale{}.adu_per_mv;
  return {gain >= 1.0 ? std::floor(gain) : gain * (1.0 - 1e-9), 0.0};
}

Scale scale_of(const Channel& channel) {
  const Scale own{tidy_gain(1.0 / channel.resolution_mv), channel.baseline_adu};
  return channel.resolution_mv > 0.0 && fits(channel, own) ? own : finest_scale(channel);
}

std::vector<std::int16_t> digitise(const Channel& channel, const Scale& scale) {
  std::vector<std::int16_t> samples_adu;
  samples_adu.reserve(channel.samples_mv.size());
  for (const double sample_mv : channel.samples_mv) {
    const double adu = std::round(sample_mv * scale.adu_per_mv) + scale.baseline_adu;
    samples_adu.push_back(std::isnan(adu) ? kMissing16BitAdu : static_cast<std::int16_t>(adu));
  }
  return samples_adu;
}

std::string signal_line(std::string_view file_name, const Channel& channel, const Scale& scale,
                        const std::vector<std::int16_t>& samples_adu) {
  std::uint32_t sum = 0;
  for (const std::int16_t adu : samples_adu)
    sum += static_cast<std::uint32_t>(adu);
  const auto checksum = static_cast<std::int16_t>(static_cast<std::uint16_t>(sum));
  return std::string(file_name) + " 16 " + number_text(scale.adu_per_mv) + '(' + number_text(scale.baseline_adu) +
         ")/mV 16 0 " + std::to_string(samples_adu.front()) + ' ' + std::to_string(checksum) + " 0 " +
         written_label(channel) + '\n';
}

std::string record_line(const EcgRecord& record, std::string_view base_name) {
  std::string line = std::string(base_name) + ' ' + std::to_string(record.channels.size()) + ' ' +
                     number_text(record.sampling_rate_hz) + ' ' + std::to_string(record.sample_count());
  if (record.acquisition_time) {
    if (const auto time = wfdb_time_from_iso(*record.acquisition_time))
      line += ' ' + *time;
  }
  return line + '\n';
}

// Age, sex, pacing and what every copy is marked with, as far as the comments that are written do not say them already.
std::string patient_lines(const EcgRecord& record, bool identifiers) {
  EcgRecord said;
  if (identifiers)
    said.comments = record.comments;
  read_patient_comments(said);
  std::string text;
  for (const std::string& comment : said.comments) {
    if (!is_copied_mark(comment))
      text += "# " + one_line(comment) + '\n';
  }
  for (const std::string& mark : copied_marks(record))
    text += "# " + one_line(mark) + '\n';
  const auto add = [&text](std::string_view key, const std::optional<std::string>& value, bool already) {
    if (value && !already)
      text += "# " + std::string(key) + ": " + one_line(*value) + '\n';
  };
  const Patient& patient = record.patient;
  if (patient.age_years)
    add("Age", number_text(*patient.age_years), said.patient.age_years.has_value());
  if (patient.sex)
    add("Sex", std::string(sex_name(*patient.sex)), said.patient.sex.has_value());
  if (record.paced.value_or(false) && !said.paced)
    text += "# Paced rhythm\n";
  if (!identifiers)
    return text;
  add("Patient ID", patient.id, said.patient.id.has_value());
  add("Patient name", patient.name, said.patient.name.has_value());
  add("Birth date", patient.birth_date, said.patient.birth_date.has_value());
  return text;
}

// header(5): letters, digits and underscores; hyphens are common and every reader takes them.
bool is_record_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void interleave(const std::vector<std::vector<std::int16_t>>& signals, std::vector<std::uint8_t>& bytes) {
  bytes.reserve(signals.size() * signals.front().size() * 2);
  for (std::size_t i = 0; i < signals.front().size(); ++i) {
    for (const auto& samples_adu : signals) {
      const auto word = static_cast<std::uint16_t>(samples_adu[i]);
      bytes.push_back(static_cast<std::uint8_t>(word & 0xFF));
      bytes.push_back(static_cast<std::uint8_t>(word >> 8));
    }
  }
}

}  // namespace

Result<std::vector<OutputFile>> write_wfdb(const EcgRecord& record, std::string_view base_name, bool identifiers) {
  if (!is_record_name(base_name)) {
    return fail(ErrorCode::InvalidArgument,
                quoted(base_name) + " is no name of a WFDB record: letters, digits, '_' and '-' are allowed");
  }
  OutputFile header{std::string(base_name) + ".hea", {}};
  OutputFile signal_file{std::string(base_name) + ".dat", {}};
  std::string text = record_line(record, base_name);
  std::vector<std::vector<std::int16_t>> signals;
  for (const Channel& channel : record.channels) {
    const Scale scale = scale_of(channel);
    signals.push_back(digitise(channel, scale));
    text += signal_line(signal_file.name, channel, scale, signals.back());
  }
  text += patient_lines(record, identifiers);
  header.bytes.assign(text.begin(), text.end());
  interleave(signals, signal_file.bytes);
  return std::vector{std::move(header), std::move(signal_file)};
}

}  // namespace leadwise::io
