#include <algorithm>
#include <array>
#include <cmath>

#include "bytes/unit_factors.hpp"
#include "muse/muse_context.hpp"
#include "muse/muse_waveform.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "xml/measured_field.hpp"

namespace leadwise::io {
namespace {

constexpr std::array kMeasured = {
    MeasuredField{"VentricularRate", "ventricular rate", "bpm"},
    MeasuredField{"AtrialRate", "atrial rate", "bpm"},
    MeasuredField{"PRInterval", "PR interval", "ms"},
    MeasuredField{"QRSDuration", "QRS duration", "ms"},
    MeasuredField{"QTInterval", "QT interval", "ms"},
    MeasuredField{"QTCorrected", "QTc interval", "ms"},
    MeasuredField{"QTcFrederica", "QTc Fridericia", "ms"},
    MeasuredField{"PAxis", "P axis", "deg"},
    MeasuredField{"RAxis", "R axis", "deg"},
    MeasuredField{"TAxis", "T axis", "deg"},
    MeasuredField{"QRSCount", "QRS count", ""},
};

std::optional<double> finite_number(const XmlElement& parent, std::string_view field) {
  const auto text = parent.text_of(field);
  return text ? parse_finite(*text) : std::nullopt;
}

/// The edited values go before those that the device made at first.
void read_measurements(const XmlElement& resting_ecg, EcgRecord& record) {
  XmlElement source = resting_ecg.child("RestingECGMeasurements");
  if (!source)
    source = resting_ecg.child("OriginalRestingECGMeasurements");
  for (const MeasuredField& measured : kMeasured) {
    if (const auto value = finite_number(source, measured.field))
      record.measurements.push_back({std::string(measured.name), *value, std::string(measured.unit)});
  }
}

bool ends_line(const XmlElement& statement) {
  const auto flags = statement.children("StmtFlag");
  return std::any_of(flags.begin(), flags.end(),
                     [](const XmlElement& flag) { return to_lower(flag.text()) == "endsline"; });
}

/// A line is made of several pieces, the last of which is flagged ENDSLINE.
std::vector<std::string> joined_lines(const XmlElement& diagnosis) {
  std::vector<std::string> lines;
  std::string line;
  for (const XmlElement& statement : diagnosis.children("DiagnosisStatement")) {
    const std::string piece = statement.child("StmtText").text();
    line += line.empty() || piece.empty() ? piece : ' ' + piece;
    if (!ends_line(statement))
      continue;
    lines.push_back(std::move(line));
    line.clear();
  }
  lines.push_back(std::move(line));
  return lines;
}

void read_statements(const XmlElement& resting_ecg, EcgRecord& record) {
  XmlElement diagnosis = resting_ecg.child("Diagnosis");
  if (!diagnosis.child("DiagnosisStatement"))
    diagnosis = resting_ecg.child("OriginalDiagnosis");
  for (std::string& line : joined_lines(diagnosis)) {
    if (!line.empty())
      record.statements.push_back(std::move(line));
  }
}

/// Where the complexes stand, in ticks of unknown length.
struct Ticks {
  double last = 0.0, mean_step = 0.0;
};

/// Ticks a second that have the complexes `expected_s` apart, none of them behind the recording; nullopt where neither milliseconds
/// nor samples do.
std::optional<double> ticks_that_fit(const Ticks& ticks, double expected_s, const EcgRecord& record) {
  constexpr double kLargestMisfit = 0.25;
  std::optional<double> best;
  double least = kLargestMisfit;
  for (const double a_second : {kMsPerSecond, record.sampling_rate_hz}) {
    const double misfit = std::abs(std::log(ticks.mean_step / a_second / expected_s));
    if (ticks.last / a_second > record.duration_s() || !(misfit <= least) || best == a_second)
      continue;
    least = misfit;
    best = a_second;
  }
  return best;
}

/// Version 8 counts the times in samples, version 9 in milliseconds, and no field says which: ticks a second, by how many
/// complexes there are, else by the rate that the file states; nullopt where neither fits. Of one or two complexes nothing can be
/// told, and the later version is supposed.
std::optional<double> ticks_per_second(const XmlElement& resting_ecg, const std::vector<XmlElement>& complexes,
                                       const EcgRecord& record) {
  constexpr std::size_t kFewest = 3;
  constexpr double kSecondsPerMinute = 60.0;
  if (complexes.size() < kFewest)
    return kMsPerSecond;
  const double first = finite_number(complexes.front(), "Time").value_or(0.0);
  const double last = finite_number(complexes.back(), "Time").value_or(0.0);
  const Ticks ticks{last, (last - first) / static_cast<double>(complexes.size() - 1)};
  const double by_count_s = record.duration_s() / static_cast<double>(complexes.size());
  if (const auto fitting = ticks_that_fit(ticks, by_count_s, record))
    return fitting;
  const auto rate_bpm = finite_number(resting_ecg.child("RestingECGMeasurements"), "VentricularRate");
  return rate_bpm && *rate_bpm > 0.0 ? ticks_that_fit(ticks, kSecondsPerMinute / *rate_bpm, record) : std::nullopt;
}

void read_complexes(const XmlElement& resting_ecg, EcgRecord& record) {
  const std::vector<XmlElement> complexes = resting_ecg.child("QRSTimesTypes").children("QRS");
  const auto ticks = ticks_per_second(resting_ecg, complexes, record);
  if (!ticks) {
    record.notes.push_back({ErrorCode::InvalidHeader,
                            "the times of the QRS complexes were left out: neither as milliseconds nor as samples do "
                            "they fit the heart rate"});
    return;
  }
  for (const XmlElement& qrs : complexes) {
    const double time_s = finite_number(qrs, "Time").value_or(-1.0) / *ticks;
    if (time_s < 0.0 || time_s > record.duration_s())
      continue;
    record.annotations.push_back({time_s, std::nullopt, std::nullopt, "QRS type " + qrs.child("Type").text()});
  }
}

bool has_pace_spikes(const XmlElement& resting_ecg) {
  for (const XmlElement& waveform : resting_ecg.children("Waveform")) {
    if (!waveform.child("PaceSpikes").children().empty())
      return true;
  }
  return !resting_ecg.child("PaceSpikes").children().empty();
}

}  // namespace

void read_muse_findings(const XmlElement& resting_ecg, EcgRecord& record) {
  read_measurements(resting_ecg, record);
  read_statements(resting_ecg, record);
  read_complexes(resting_ecg, record);
  if (has_pace_spikes(resting_ecg))
    record.paced = true;
}

}  // namespace leadwise::io
