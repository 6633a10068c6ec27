#include "values/beat_absence.hpp"

#include <algorithm>

#include "beats/median.hpp"
#include "values/lead_trace.hpp"
#include "values/rr_intervals.hpp"

namespace leadwise {
namespace {

// Of 480 real QT intervals of PTB-XL one ends 108 ms behind the median of its leads, the others up to 94 ms; of the same
// ECGs' halves those that a U wave lengthens by 150 ms and more end 100 to 300 ms behind it, or fill 0.65 to 0.8 of the
// interval between beats. Only in tachycardia true ones do.
constexpr double kTEndsApartS = 0.100;
constexpr double kLongestQtShare = 0.65;
constexpr double kSlowRrS = 0.650;

std::optional<Error> find_missing_wave(const EcgMeasurement& measurement, std::optional<double> WaveMarks::*on,
                                       std::optional<double> WaveMarks::*off, Error absence) {
  if (auto missing = find_missing_beat(measurement))
    return missing;
  const RepresentativeBeat& beat = measurement.representative;
  return stretch_between(beat, beat.global.*on, beat.global.*off) ? std::nullopt : std::optional(std::move(absence));
}

// Most leads end it well before the last one does.
bool leads_disagree_on_t_end(const RepresentativeBeat& beat) {
  std::vector<double> ends_s;
  for (const WaveMarks& lead : beat.lead_marks) {
    if (lead.t_off_s)
      ends_s.push_back(*lead.t_off_s);
  }
  return !ends_s.empty() && *beat.global.t_off_s - median(ends_s) > kTEndsApartS;
}

// The next P wave, which is told, begins behind it: the QT interval is long (PTB-XL 00039, on quinidine).
bool ends_before_next_p(const WaveMarks& marks, double rr_s) {
  return marks.p_on_s && *marks.p_on_s + rr_s > *marks.t_off_s;
}

bool ends_where_p_would_lie(const EcgMeasurement& measurement) {
  const WaveMarks& marks = measurement.representative.global;
  const auto rr_s = rr_for_correction_s(find_rr_intervals(measurement.beats, measurement.representative.type));
  return marks.qrs_on_s && rr_s && *rr_s > kSlowRrS && *marks.t_off_s - *marks.qrs_on_s > kLongestQtShare * *rr_s &&
         !ends_before_next_p(marks, *rr_s);
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
                                                             : "no P wave can be told from the baseline or the wave before"});
}

std::optional<Error> find_missing_qrs(const EcgMeasurement& measurement) {
  return find_missing_wave(measurement, &WaveMarks::qrs_on_s, &WaveMarks::qrs_off_s,
                           {ErrorCode::WaveNotFound, "the boundaries of the QRS complex cannot be told from noise"});
}

std::optional<Error> find_missing_t(const EcgMeasurement& measurement) {
  return find_missing_wave(measurement, &WaveMarks::t_on_s, &WaveMarks::t_off_s,
                           {ErrorCode::NoTWave, "no T wave can be told from the baseline"});
}

std::optional<Error> find_untold_t_end(const EcgMeasurement& measurement) {
  if (auto missing = find_missing_t(measurement))
    return missing;
  if (leads_disagree_on_t_end(measurement.representative))
    return Error{ErrorCode::NoTWave, "the end of the T wave cannot be told from a wave behind it, which some leads show"};
  if (ends_where_p_would_lie(measurement))
    return Error{ErrorCode::NoTWave, "what ends so late at this rate may be a U or P wave behind the T wave"};
  return std::nullopt;
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
