#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "leadwise/measurement.hpp"
#include "signs/criteria.hpp"
#include "values/lead_amplitudes.hpp"
#include "values/measured_values.hpp"

/// A beat drawn by hand: what each wave of a lead measures, in mV; 0: no such wave.
struct LeadShape {
  double p = 0.0, q = 0.0, r = 0.0, s = 0.0, r_prime = 0.0, st = 0.0, t = 0.0;
  bool broad_s = false;  ///< S goes on to the end of the QRS complex
  bool late_r = false;   ///< R begins where Q would end, and takes the rest of the complex
};

/// From which a whole measurement is made: one beat in some leads, repeated once a second.
struct HandMadeEcg {
  std::map<leadwise::Lead, LeadShape> leads;
  double pr_ms = 160.0, p_ms = 100.0, qrs_ms = 92.0, qt_ms = 380.0;
  bool has_p = true, has_t = true;
  std::size_t beat_count = 10;
  double rr_s = 1.0;
  leadwise::BeatType type = leadwise::BeatType::dominant;
};

inline constexpr double kHandMadeQrsOnS = 0.400;
inline constexpr double kHandMadeLengthS = 1.0;

/// A smooth bump of height 1 between two times.
inline double bump(double time_s, double from_s, double to_s) {
  const double u = (2.0 * time_s - from_s - to_s) / (to_s - from_s);
  return std::fabs(u) < 1.0 ? std::pow(1.0 - u * u, 3.0) : 0.0;
}

/// The lead at a time from the QRS onset.
inline double shape_mv(const HandMadeEcg& ecg, const LeadShape& lead, double time_s) {
  const double qrs_s = ecg.qrs_ms / 1000.0, qt_s = ecg.qt_ms / 1000.0, pr_s = ecg.pr_ms / 1000.0;
  const double t_on_s = qrs_s + 0.25 * (qt_s - qrs_s);
  double value_mv = lead.p * bump(time_s, -pr_s, -pr_s + ecg.p_ms / 1000.0) + lead.t * bump(time_s, t_on_s, qt_s);
  value_mv += lead.q * bump(time_s, 0.0, 0.2 * qrs_s);
  value_mv += lead.r * (lead.late_r ? bump(time_s, 0.2 * qrs_s, qrs_s) : bump(time_s, 0.2 * qrs_s, 0.5 * qrs_s));
  value_mv += lead.s * bump(time_s, 0.5 * qrs_s, (lead.broad_s ? 1.0 : 0.75) * qrs_s);
  value_mv += lead.r_prime * bump(time_s, 0.75 * qrs_s, qrs_s);
  if (time_s > 0.95 * qrs_s && time_s < t_on_s + 0.05)
    value_mv += lead.st;
  return value_mv;
}

inline leadwise::WaveMarks hand_made_marks(const HandMadeEcg& ecg, double qrs_on_s) {
  leadwise::WaveMarks marks;
  marks.qrs_on_s = qrs_on_s;
  marks.qrs_off_s = qrs_on_s + ecg.qrs_ms / 1000.0;
  if (ecg.has_p) {
    marks.p_on_s = qrs_on_s - ecg.pr_ms / 1000.0;
    marks.p_off_s = *marks.p_on_s + ecg.p_ms / 1000.0;
  }
  if (ecg.has_t) {
    marks.t_on_s = *marks.qrs_off_s + 0.25 * (ecg.qt_ms - ecg.qrs_ms) / 1000.0;
    marks.t_off_s = qrs_on_s + ecg.qt_ms / 1000.0;
  }
  return marks;
}

/// The representative beat, marked. Leads III, aVR, aVL and aVF follow where I and II are there.
inline leadwise::RepresentativeBeat hand_made_beat(const HandMadeEcg& ecg) {
  using leadwise::Lead;
  leadwise::RepresentativeBeat beat;
  beat.r_s = kHandMadeQrsOnS + 0.04;
  beat.beat_count = ecg.beat_count;
  beat.type = ecg.type;
  beat.global = hand_made_marks(ecg, kHandMadeQrsOnS);
  beat.leads.sample_count = static_cast<std::size_t>(kHandMadeLengthS * leadwise::kModelRateHz);
  const bool limb = ecg.leads.contains(Lead::I) && ecg.leads.contains(Lead::II);
  const auto value_mv = [&](Lead lead, double time_s) {
    const auto own = ecg.leads.find(lead);
    if (own != ecg.leads.end())
      return shape_mv(ecg, own->second, time_s);
    const double i = shape_mv(ecg, ecg.leads.at(Lead::I), time_s);
    const double ii = shape_mv(ecg, ecg.leads.at(Lead::II), time_s);
    switch (lead) {
      case Lead::III:
        return ii - i;
      case Lead::aVR:
        return -0.5 * (i + ii);
      case Lead::aVL:
        return i - 0.5 * ii;
      default:
        return ii - 0.5 * i;
    }
  };
  for (const Lead lead : leadwise::kTwelveLeads) {
    if (!ecg.leads.contains(lead) && !(limb && leadwise::is_limb_lead(lead)))
      continue;
    beat.leads.leads.push_back(lead);
    for (std::size_t n = 0; n < beat.leads.sample_count; ++n)
      beat.leads.values.push_back(value_mv(lead, static_cast<double>(n) / leadwise::kModelRateHz - kHandMadeQrsOnS));
  }
  beat.lead_marks.resize(beat.leads.leads.size());
  return beat;
}

/// Beats, their marks, the representative beat, amplitudes, values and criteria.
inline leadwise::EcgMeasurement measure_by_hand(const HandMadeEcg& ecg, const leadwise::BedsideValues& bedside = {}) {
  leadwise::EcgMeasurement measured;
  for (std::size_t k = 0; k < ecg.beat_count; ++k) {
    measured.beats.push_back({1.0 + ecg.rr_s * static_cast<double>(k), ecg.type});
    measured.delineation.global.push_back(hand_made_marks(ecg, measured.beats.back().r_s - 0.04));
  }
  measured.representative = hand_made_beat(ecg);
  measured.amplitudes = leadwise::measure_amplitudes(measured.representative);
  measured.values = leadwise::measured_values(measured);
  measured.criteria = leadwise::judge_criteria(measured, bedside);
  return measured;
}

inline const leadwise::MeasuredValue& value_of(const leadwise::EcgMeasurement& measured, std::string_view name) {
  const leadwise::MeasuredValue* found = measured.find(name);
  static const leadwise::MeasuredValue kNone{};
  return found == nullptr ? kNone : *found;
}

inline const leadwise::LeadAmplitudes& amplitudes_in(const leadwise::EcgMeasurement& measured, leadwise::Lead lead) {
  for (const leadwise::LeadAmplitudes& amplitudes : measured.amplitudes) {
    if (amplitudes.lead == lead)
      return amplitudes;
  }
  static const leadwise::LeadAmplitudes kNone{};
  return kNone;
}

inline const leadwise::Criterion& criterion_of(const leadwise::EcgMeasurement& measured, std::string_view name) {
  for (const leadwise::Criterion& criterion : measured.criteria) {
    if (criterion.name == name)
      return criterion;
  }
  static const leadwise::Criterion kNone{};
  return kNone;
}

/// A frontal QRS and T wave at an angle, nothing else.
inline void set_frontal(HandMadeEcg& ecg, double axis_deg, double r_mv = 1.0) {
  const double radians = axis_deg * 3.14159265358979323846 / 180.0;
  const double i = std::cos(radians), avf = std::sqrt(3.0) / 2.0 * std::sin(radians);
  ecg.leads[leadwise::Lead::I].r = r_mv * i;
  ecg.leads[leadwise::Lead::II].r = r_mv * (avf + 0.5 * i);
}

/// Twelve leads as in health.
inline HandMadeEcg healthy_ecg() {
  using leadwise::Lead;
  HandMadeEcg ecg;
  ecg.leads[Lead::I] = {.p = 0.08, .r = 0.8, .t = 0.25};
  ecg.leads[Lead::II] = {.p = 0.12, .r = 1.0, .t = 0.3};
  ecg.leads[Lead::V1] = {.p = 0.05, .r = 0.2, .s = -0.8, .t = 0.05};
  ecg.leads[Lead::V2] = {.p = 0.05, .r = 0.4, .s = -1.2, .t = 0.4};
  ecg.leads[Lead::V3] = {.p = 0.05, .r = 0.7, .s = -0.9, .t = 0.5};
  ecg.leads[Lead::V4] = {.p = 0.06, .q = -0.05, .r = 1.4, .s = -0.5, .t = 0.5};
  ecg.leads[Lead::V5] = {.p = 0.06, .q = -0.1, .r = 1.3, .s = -0.2, .t = 0.4};
  ecg.leads[Lead::V6] = {.p = 0.06, .q = -0.1, .r = 1.0, .s = -0.1, .t = 0.3};
  return ecg;
}
