#include "signs/atrial_signs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "signs/axis_signs.hpp"
#include "signs/conduction.hpp"
#include "signs/published_evidence.hpp"
#include "values/beat_absence.hpp"
#include "values/lead_amplitudes.hpp"
#include "values/lead_trace.hpp"

namespace leadwise {
namespace {

constexpr double kTallPMv = 0.25;
constexpr double kLeftAtrialForceMvMs = -4.0;  // 0.04 mm s
constexpr double kScrantonRV1Mv = 0.6;
constexpr int kScrantonPoints = 5;
constexpr std::size_t kPHalfWidth = 4;  // samples

const SignText kPPulmonale = {"p_pulmonale", "P pulmonale", "P in II > 0.25 mV", kPPulmonaleKaplan};
const SignText kScrantonScore = {
    "scranton_score", "Scranton score",
    "P in II > 0.25 mV: 5 points; P terminal force in V1 <= -4 mV ms: 2; right axis deviation: 2; R in V1 >= 0.6 mV: "
    "1; total >= 5 (atrial terms as AHA/ACCF/HRS 2009 define them)",
    kScranton};

// Pacing of the ventricles says nothing against the P wave, but a paced P wave is none of the heart's.
std::optional<Error> find_p_obstacle(const SignContext& context, std::span<const Lead> leads) {
  if (auto pacing = find_pacing(context.measurement))
    return pacing;
  if (auto error = find_missing_p(context.measurement))
    return error;
  return find_missing(context, leads);
}

// A P wave that begins on the T wave before may run down without a summit: its height is not told. Where the trace
// stays near zero there is none in II.
std::optional<Error> find_untold_height(const SignContext& context, const LeadAmplitudes& ii) {
  const RepresentativeBeat& beat = context.measurement.representative;
  const std::optional<LeadTrace> trace = find_trace(beat, Lead::II);
  const std::optional<Stretch> p = stretch_between(beat, beat.global.p_on_s, beat.global.p_off_s);
  if (ii.p_mv || !trace || !p)
    return std::nullopt;
  for (std::size_t i = p->first; i <= p->last; ++i) {
    if (std::fabs(trace->smoothed(i, kPHalfWidth)) > kLeastPOrTMv)
      return Error{ErrorCode::NoPWave, "the P wave of II has no summit: it begins on the wave before"};
  }
  return std::nullopt;
}

Criterion judge_p_pulmonale(const SignContext& context) {
  constexpr std::array<Lead, 1> kNeeded = {Lead::II};
  const LeadAmplitudes* ii = context.find(Lead::II);
  const std::vector<CriterionValue> values = {{"p_ii_mv", ii == nullptr ? std::nullopt : ii->p_mv}};
  if (auto obstacle = find_p_obstacle(context, kNeeded))
    return not_computable(kPPulmonale, values, *std::move(obstacle));
  if (auto untold = find_untold_height(context, *ii))
    return not_computable(kPPulmonale, values, *std::move(untold));
  return decided(kPPulmonale, values, ii->p_mv.value_or(0.0) > kTallPMv);
}

std::optional<Error> find_scranton_obstacle(const SignContext& context) {
  constexpr std::array<Lead, 4> kNeeded = {Lead::I, Lead::II, Lead::aVF, Lead::V1};
  if (context.confounder)
    return context.confounder;
  if (auto obstacle = find_p_obstacle(context, kNeeded))
    return obstacle;
  if (auto untold = find_untold_height(context, *context.find(Lead::II)))
    return untold;
  return context.reason("qrs_axis_deg");
}

Criterion judge_scranton(const SignContext& context) {
  const LeadAmplitudes* ii = context.find(Lead::II);
  const LeadAmplitudes* v1 = context.find(Lead::V1);
  const std::optional<double> force = p_terminal_force_v1_mv_ms(context.measurement.representative);
  const std::optional<double> axis_deg = context.value("qrs_axis_deg");
  std::vector<CriterionValue> values = {{"p_ii_mv", ii == nullptr ? std::nullopt : ii->p_mv},
                                        {"p_terminal_force_v1_mv_ms", force},
                                        {"qrs_axis_deg", axis_deg},
                                        {"r_v1_mv", v1 == nullptr ? std::nullopt : std::optional(tallest_r_mv(*v1))}};
  std::optional<Error> obstacle = find_scranton_obstacle(context);
  if (!obstacle && !force)
    obstacle = Error{ErrorCode::NoPWave, "no P wave in V1"};
  if (obstacle)
    return not_computable(kScrantonScore, std::move(values), *std::move(obstacle));
  const int points = (ii->p_mv.value_or(0.0) > kTallPMv ? 5 : 0) + (*force <= kLeftAtrialForceMvMs ? 2 : 0) +
                     (is_right_axis(*axis_deg) ? 2 : 0) + (tallest_r_mv(*v1) >= kScrantonRV1Mv ? 1 : 0);
  values.push_back({"points", points});
  return decided(kScrantonScore, std::move(values), points >= kScrantonPoints);
}

}  // namespace

std::optional<double> p_terminal_force_v1_mv_ms(const RepresentativeBeat& beat) {
  const std::optional<LeadTrace> v1 = find_trace(beat, Lead::V1);
  const std::optional<Stretch> p = stretch_between(beat, beat.global.p_on_s, beat.global.p_off_s);
  if (!v1 || !p)
    return std::nullopt;
  double depth_mv = 0.0;
  std::size_t samples = 0;
  for (std::size_t i = p->last + 1; i-- > p->first;) {
    const double value_mv = v1->smoothed(i, kPHalfWidth);
    if (value_mv > 0.0 && samples > 0)
      break;
    samples += value_mv < 0.0 ? 1U : 0U;
    depth_mv = std::min(depth_mv, value_mv);
  }
  return depth_mv * static_cast<double>(samples) * 1000.0 / kModelRateHz;
}

std::vector<Criterion> atrial_signs(const SignContext& context) {
  return {judge_p_pulmonale(context), judge_scranton(context)};
}

}  // namespace leadwise
