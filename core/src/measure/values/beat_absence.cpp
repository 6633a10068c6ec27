#include "values/beat_absence.hpp"

#include <algorithm>

#include "values/lead_trace.hpp"

namespace leadwise {
namespace {

std::optional<Error> find_missing_wave(const EcgMeasurement& measurement, std::optional<double> WaveMarks::*on,
                                       std::optional<double> WaveMarks::*off, Error absence) {
  if (auto missing = find_missing_beat(measurement))
    return missing;
  const RepresentativeBeat& beat = measurement.representative;
  return stretch_between(beat, beat.global.*on, beat.global.*off) ? std::nullopt : std::optional(std::move(absence));
}

}  // namespace

std::optional<Error> find_missing_beat(const EcgMeasurement& measurement) {
  if (measurement.beats.empty())
    return Error{ErrorCode::NoBeats, "no heartbeat was found"};
  if (measurement.representative.beat_count > 0)
    return std::nullopt;
  const std::vector<LeadQuality>& leads = measurement.quality.leads;
  if (std::none_of(leads.begin(), leads.end(), [](const LeadQuality& lead) { return !lead.reason; }))
    return Error{ErrorCode::MissingLead, "no standard lead is usable"};
  return Error{ErrorCode::TooFewBeats, "no beat lies wholly inside the recording and could be averaged"};
}

std::optional<Error> find_missing_p(const EcgMeasurement& measurement) {
  const bool fibrillating = measurement.regularity == RhythmRegularity::irregularly_irregular;
  return find_missing_wave(measurement, &WaveMarks::p_on_s, &WaveMarks::p_off_s,
                           {ErrorCode::NoPWave, fibrillating ? "no P wave before an irregularly irregular rhythm"
                                                             : "no P wave can be told from the baseline"});
}

std::optional<Error> find_missing_qrs(const EcgMeasurement& measurement) {
  return find_missing_wave(measurement, &WaveMarks::qrs_on_s, &WaveMarks::qrs_off_s,
                           {ErrorCode::WaveNotFound, "the boundaries of the QRS complex cannot be told from noise"});
}

std::optional<Error> find_missing_t(const EcgMeasurement& measurement) {
  return find_missing_wave(measurement, &WaveMarks::t_on_s, &WaveMarks::t_off_s,
                           {ErrorCode::NoTWave, "no T wave can be told from the baseline"});
}

Error missing_leads(const std::string& names) {
  return {ErrorCode::MissingLead, "not there, not usable, or off during the averaged beats: " + names};
}

std::optional<Error> find_missing_leads(const EcgMeasurement& measurement, std::span<const Lead> wanted) {
  std::string missing;
  for (const Lead lead : wanted) {
    if (!measurement.representative.leads.position(lead))
      missing += (missing.empty() ? "" : ", ") + std::string(lead_name(lead));
  }
  return missing.empty() ? std::nullopt : std::optional(missing_leads(missing));
}

}  // namespace leadwise
