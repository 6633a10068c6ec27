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

/// What the mean step between complexes should be by the rate that the file states, else by how many there are.
double expected_step_s(const XmlElement& resting_ecg, std::size_t complexes, const EcgRecord& record) {
  constexpr double kSecondsPerMinute = 60.0;
  const auto rate_bpm = finite_number(resting_ecg.child("RestingECGMeasurements"), "VentricularRate");
  return rate_bpm && *rate_bpm > 0.0 ? kSecondsPerMinute / *rate_bpm
                                     : record.duration_s() / static_cast<double>(complexes);
}

/// Version 8 counts the times in samples, version 9 in milliseconds, and no field says which: ticks a second, nullopt where
/// neither fits. Of one or two complexes nothing can be told, and the later version is supposed.
std::optional<double> ticks_per_second(const XmlElement& resting_ecg, const std::vector<XmlElement>& complexes,
                                       const EcgRecord& record) {
  constexpr std::size_t kFewest = 3;
  if (complexes.size() < kFewest)
    return kMsPerSecond;
  const auto first = finite_number(complexes.front(), "Time"), last = finite_number(complexes.back(), "Time");
  const double step = (last.value_or(0.0) - first.value_or(0.0)) / static_cast<double>(complexes.size() - 1);
  const double expected_s = expected_step_s(resting_ecg, complexes.size(), record);
  const auto misfit = [&](double ticks) { return std::abs(std::log(step / ticks / expected_s)); };
  const double best = misfit(record.sampling_rate_hz) < misfit(kMsPerSecond) ? record.sampling_rate_hz : kMsPerSecond;
  constexpr double kLargestMisfit = 0.25;
  return misfit(best) <= kLargestMisfit ? std::optional(best) : std::nullopt;
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
