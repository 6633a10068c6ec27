#include "signs/conduction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "signs/published_evidence.hpp"
#include "values/qrs_waves.hpp"

namespace leadwise {
namespace {

constexpr double kCompleteBlockMs = 120.0;
constexpr double kIncompleteBlockMs = 110.0;
// Broader than hypertrophy makes a complex. PTB-XL's paced ECGs at 250 Hz, which loses the spikes, have 187 to 224 ms and
// the shape of neither block.
constexpr double kVentricularMs = 160.0;
constexpr double kBroadSMs = 40.0;
constexpr double kLateRightPeakMs = 50.0;
constexpr double kLateLeftPeakMs = 60.0;
constexpr double kShortPrMs = 120.0;
constexpr std::array<Lead, 4> kRightBlockLeads = {Lead::I, Lead::V1, Lead::V2, Lead::V6};
constexpr std::array<Lead, 4> kLeftBlockLeads = {Lead::I, Lead::V1, Lead::V5, Lead::V6};

const SignText kIncompleteRight = {"incomplete_right_bundle_branch_block", "Incomplete right bundle branch block",
                                   "QRS 110 to 119 ms and the shape of right bundle branch block", kConductionAha};
const SignText kCompleteRight = {"complete_right_bundle_branch_block", "Complete right bundle branch block",
                                 "QRS >= 120 ms; R' in V1 or V2, or in V1 a dominant R without S that peaks after 50 "
                                 "ms; S broader than R or than 40 ms "
                                 "in I and V6",
                                 kConductionAha};
const SignText kCompleteLeft = {
    "complete_left_bundle_branch_block", "Complete left bundle branch block",
    "QRS >= 120 ms; no Q in I, V5 and V6; R in V5 or V6 peaks after 60 ms; S deeper than R in V1", kConductionAha};
const SignText kPreExcitation = {"pre_excitation", "Ventricular pre-excitation (suspected)",
                                 "PR < 120 ms and QRS > 120 ms (the delta wave is not looked for)", kConductionAha};

bool has_late_right_forces_in_v1(const SignContext& context, const QrsWaveNames& v1) {
  const std::optional<double> peak_ms = context.find(Lead::V1)->r_peak_time_ms;
  const bool dominant = v1.r && !v1.s && v1.r->amplitude_mv > -(v1.q ? v1.q->amplitude_mv : 0.0);
  return dominant && peak_ms && *peak_ms > kLateRightPeakMs;
}

bool has_broad_s(const QrsWaveNames& waves) {
  if (!waves.s || !waves.r)
    return waves.s.has_value();
  return waves.s->duration_ms() > waves.r->duration_ms() || waves.s->duration_ms() > kBroadSMs;
}

bool has_right_block_shape(const SignContext& context) {
  const RepresentativeBeat& beat = context.measurement.representative;
  const auto i = qrs_waves_of(beat, Lead::I), v1 = qrs_waves_of(beat, Lead::V1), v2 = qrs_waves_of(beat, Lead::V2),
             v6 = qrs_waves_of(beat, Lead::V6);
  if (!i || !v1 || !v2 || !v6)
    return false;
  const bool right = v1->r_prime || v2->r_prime || has_late_right_forces_in_v1(context, *v1);
  return right && has_broad_s(*i) && has_broad_s(*v6);
}

bool peaks_late(const SignContext& context, Lead lead) {
  const std::optional<double> peak_ms = context.find(lead)->r_peak_time_ms;
  return peak_ms && *peak_ms > kLateLeftPeakMs;
}

bool has_q(const SignContext& context, Lead lead) {
  const LeadAmplitudes& amplitudes = *context.find(lead);
  return amplitudes.q_mv && amplitudes.r_mv;
}

bool has_left_block_shape(const SignContext& context) {
  const bool septal_q = has_q(context, Lead::I) || has_q(context, Lead::V5) || has_q(context, Lead::V6);
  const LeadAmplitudes& v1 = *context.find(Lead::V1);
  return !septal_q && (peaks_late(context, Lead::V5) || peaks_late(context, Lead::V6)) &&
         deepest_s_mv(v1) > tallest_r_mv(v1);
}

// A complex that is narrow in some leads may be broad in others: of 90 recordings of PTB-XL (of 500) with 120 ms or more in
// twelve leads, 50 had less in the limb leads alone. So the leads come first.
Criterion judge_block(const SignContext& context, const SignText& text, double from_ms, double below_ms,
                      std::span<const Lead> leads, bool (*has_shape)(const SignContext&)) {
  const std::optional<double> qrs_ms = context.value("qrs_ms");
  const std::vector<CriterionValue> values = {{"qrs_ms", qrs_ms}};
  if (!qrs_ms)
    return not_computable(text, values, *context.reason("qrs_ms"));
  if (auto missing = find_missing(context, leads))
    return not_computable(text, values, *std::move(missing));
  const bool broad = *qrs_ms >= from_ms && *qrs_ms < below_ms;
  return decided(text, values, broad && has_shape(context));
}

Criterion judge_pre_excitation(const SignContext& context) {
  const std::optional<double> pr_ms = context.value("pr_ms"), qrs_ms = context.value("qrs_ms");
  const std::vector<CriterionValue> values = {{"pr_ms", pr_ms}, {"qrs_ms", qrs_ms}};
  if (!qrs_ms)
    return not_computable(kPreExcitation, values, *context.reason("qrs_ms"));
  const bool narrow = *qrs_ms <= kCompleteBlockMs;
  if (!pr_ms && !narrow)
    return not_computable(kPreExcitation, values, *context.reason("pr_ms"));
  const bool short_pr = pr_ms && *pr_ms < kShortPrMs;
  auto missing = find_missing(context, kLeftBlockLeads);
  if (narrow && missing && (short_pr || !pr_ms))
    return not_computable(kPreExcitation, values, *std::move(missing));
  return decided(kPreExcitation, values, short_pr && !narrow);
}

/// Incomplete right bundle branch block confounds nothing.
bool confounds(const Criterion& criterion) { return criterion.name != kIncompleteRight.name; }

bool lacks_leads(const Criterion& criterion) {
  return criterion.status == CriterionStatus::not_computable && criterion.reason &&
         criterion.reason->code == ErrorCode::MissingLead;
}

bool lasts_from(const EcgMeasurement& measurement, double least_ms) {
  const MeasuredValue* qrs_ms = measurement.find("qrs_ms");
  return qrs_ms != nullptr && qrs_ms->value && *qrs_ms->value >= least_ms;
}

/// As broad as no block that is seen accounts for.
bool is_ventricular(const EcgMeasurement& measurement, const std::vector<Criterion>& conduction) {
  return lasts_from(measurement, kVentricularMs) &&
         std::none_of(conduction.begin(), conduction.end(), [](const Criterion& criterion) {
           return confounds(criterion) && criterion.status == CriterionStatus::met;
         });
}

bool is_warned_of(const EcgMeasurement& measurement, ErrorCode code) {
  const std::vector<Error>& warnings = measurement.quality.warnings;
  return std::any_of(warnings.begin(), warnings.end(), [code](const Error& warning) { return warning.code == code; });
}

Error confounded(std::string_view by) { return {ErrorCode::ConfoundedSign, std::string(by)}; }

}  // namespace

std::vector<Criterion> conduction_criteria(const SignContext& context) {
  constexpr double kNoLimitMs = 1e9;
  return {judge_block(context, kIncompleteRight, kIncompleteBlockMs, kCompleteBlockMs, kRightBlockLeads,
                      has_right_block_shape),
          judge_block(context, kCompleteRight, kCompleteBlockMs, kNoLimitMs, kRightBlockLeads, has_right_block_shape),
          judge_block(context, kCompleteLeft, kCompleteBlockMs, kNoLimitMs, kLeftBlockLeads, has_left_block_shape),
          judge_pre_excitation(context)};
}

std::optional<Error> find_pacing(const EcgMeasurement& measurement) {
  if (measurement.representative.type == BeatType::paced || is_warned_of(measurement, ErrorCode::PacedRhythm))
    return confounded("the beats are paced");
  if (is_warned_of(measurement, ErrorCode::PacingSpikes))
    return confounded("there are spikes like those of a pacemaker");
  return std::nullopt;
}

std::optional<Error> find_confounder(const EcgMeasurement& measurement, const std::vector<Criterion>& conduction) {
  if (auto pacing = find_pacing(measurement))
    return pacing;
  const bool broad = lasts_from(measurement, kCompleteBlockMs);
  for (const Criterion& criterion : conduction) {
    if (!confounds(criterion))
      continue;
    if (criterion.status == CriterionStatus::met)
      return confounded(criterion.title);
    if (broad && lacks_leads(criterion))
      return confounded("QRS >= 120 ms, and leads that would tell bundle branch block are missing");
  }
  if (is_ventricular(measurement, conduction))
    return confounded("QRS >= 160 ms without the shape of a bundle branch block, as in paced or ventricular beats");
  return std::nullopt;
}

std::optional<Error> find_broad_complexes(const EcgMeasurement& measurement) {
  const std::vector<Criterion> conduction = conduction_criteria({measurement, std::nullopt});
  if (find_pacing(measurement) || !is_ventricular(measurement, conduction))
    return std::nullopt;
  const bool unseen = std::any_of(conduction.begin(), conduction.end(), lacks_leads);
  std::string message = "QRS complexes of " + std::to_string(std::lround(*measurement.find("qrs_ms")->value)) + " ms";
  message += unseen ? ", and leads that would show a bundle branch block are missing:"
                    : " without the shape of a bundle branch block:";
  return Error{ErrorCode::BroadComplexes, message + " paced or ventricular beats, or the sampling rate is wrong"};
}

}  // namespace leadwise
