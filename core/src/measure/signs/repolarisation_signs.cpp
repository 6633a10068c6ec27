#include "signs/repolarisation_signs.hpp"

#include <algorithm>
#include <array>

#include "signs/published_evidence.hpp"
#include "values/beat_absence.hpp"
#include "values/lead_amplitudes.hpp"
#include "values/lead_trace.hpp"

namespace leadwise {
namespace {

constexpr double kInvertedTMv = -0.1;
constexpr double kDepressedJMv = -0.1;
constexpr double kDepressedJInV2V3Mv = -0.05;
constexpr double kSmallGradientMvMs = 24.0;
constexpr std::size_t kTPartHalfWidth = 8;  // samples
constexpr double kTOverNoise = 3.0;
constexpr std::array<Lead, 3> kRightLeads = {Lead::V1, Lead::V2, Lead::V3};
constexpr std::array<Lead, 3> kMiddleLeads = {Lead::V2, Lead::V3, Lead::V4};

const SignText kStrainV1V3 = {"rv_strain_v1_v3", "Right-ventricular strain in V1-V3",
                              "T inverted by 0.1 mV or more in V1, V2 and V3", kListedByAha};
const SignText kStrainV2V4 = {
    "rv_strain_v2_v4", "Right-ventricular strain in V2-V4",
    "in each of V2, V3 and V4 T inverted by 0.1 mV or more, or ST depressed from J to 60 ms (0.05 mV in V2 and V3, 0.1 mV "
    "in V4)",
    kStrainBonderman};
const SignText kGradient = {"ventricular_gradient_x", "Small ventricular gradient to the left",
                            "x component of the ventricular gradient (Kors' matrix) < 24 mV ms", kGradientScherptong};

std::optional<Error> find_t_obstacle(const SignContext& context, std::span<const Lead> leads) {
  if (context.confounder)
    return context.confounder;
  if (auto error = find_missing_t(context.measurement))
    return error;
  return find_missing(context, leads);
}

/// The lowest that a lead reaches between the T wave's marks, and what counts as below zero there.
struct LowestT {
  double lowest_mv = 0.0;
  double lowest_inside_mv = 0.0;  ///< without the outer tenths, where small values are the ST segment's or the level's behind
  double negative_from_mv = -kLeastPOrTMv;

  bool is_negative() const { return lowest_mv <= kInvertedTMv || lowest_inside_mv <= negative_from_mv; }
};

// The amplitude of a T wave that goes both ways is its larger part, and one that runs down without a summit has none.
LowestT lowest_t(const RepresentativeBeat& beat, Lead lead) {
  LowestT low;
  const std::optional<LeadTrace> trace = find_trace(beat, lead);
  const std::optional<Stretch> t = stretch_between(beat, beat.global.t_on_s, beat.global.t_off_s);
  if (!trace || !t)
    return low;
  const auto edge = static_cast<std::size_t>(kEdgeShare * static_cast<double>(t->last - t->first));
  for (std::size_t i = t->first; i <= t->last; ++i) {
    const double value_mv = trace->smoothed(i, kTPartHalfWidth);
    low.lowest_mv = std::min(low.lowest_mv, value_mv);
    if (i >= t->first + edge && i + edge <= t->last)
      low.lowest_inside_mv = std::min(low.lowest_inside_mv, value_mv);
  }
  low.negative_from_mv = std::min(-kLeastPOrTMv, -kTOverNoise * trace->noise_mv());
  return low;
}

double lowest_st_mv(const LeadAmplitudes& lead) {
  return std::min({lead.j_mv.value_or(0.0), lead.st60_mv.value_or(0.0), lead.st80_mv.value_or(0.0)});
}

// Depressed at J alone is the end of a broad S, not the ST segment.
double depressed_st_mv(const LeadAmplitudes& lead) {
  return std::max(lead.j_mv.value_or(0.0), lead.st60_mv.value_or(0.0));
}

std::optional<bool> either(bool one, std::optional<bool> other) { return one ? std::optional(true) : other; }

// Where T has no amplitude, because it has no summit, a trace that is not low anywhere in it is not inverted.
std::optional<bool> has_inverted_t(const SignContext& context, const LeadAmplitudes& lead) {
  if (lead.t_mv)
    return *lead.t_mv <= kInvertedTMv;
  const bool may_be = lowest_t(context.measurement.representative, lead.lead).lowest_mv <= kInvertedTMv;
  return may_be ? std::nullopt : std::optional(false);
}

// Who excludes disease by this must see a T wave that is nowhere below zero.
std::optional<bool> has_negative_t(const SignContext& context, const LeadAmplitudes& lead) {
  if (lead.t_mv.value_or(0.0) < 0.0 || lowest_t(context.measurement.representative, lead.lead).is_negative())
    return true;
  return lead.t_mv ? std::optional(false) : std::nullopt;
}

/// nullopt: it cannot be said.
std::optional<bool> shows_strain(const SignContext& context, const LeadAmplitudes& lead, bool any_negative_t) {
  const bool early = any_negative_t || lead.lead == Lead::V2 || lead.lead == Lead::V3;
  const double st_mv = any_negative_t ? lowest_st_mv(lead) : depressed_st_mv(lead);
  const bool depressed = st_mv <= (early ? kDepressedJInV2V3Mv : kDepressedJMv);
  return either(depressed, any_negative_t ? has_negative_t(context, lead) : has_inverted_t(context, lead));
}

Error no_t_summit(Lead lead) {
  return {ErrorCode::NoTWave, "the T wave of " + std::string(lead_name(lead)) + " has no amplitude that could be told"};
}

void add_t_values(const SignContext& context, const std::array<Lead, 3>& leads,
                  const std::array<std::string_view, 3>& names, std::vector<CriterionValue>& values) {
  for (std::size_t k = 0; k < leads.size(); ++k) {
    const LeadAmplitudes* lead = context.find(leads[k]);
    values.push_back({names[k], lead == nullptr ? std::nullopt : lead->t_mv});
  }
}

// One lead that does not show it says that not all do, and one that does that some do, whatever the others would say.
template <class Shows>
Result<Strain> count_leads(const std::array<Lead, 3>& leads, Shows shows, bool some_decide = false) {
  std::size_t with = 0, without = 0;
  std::optional<Error> unknown;
  for (const Lead lead : leads) {
    const std::optional<bool> shown = shows(lead);
    with += shown && *shown ? 1U : 0U;
    without += shown && !*shown ? 1U : 0U;
    if (!shown)
      unknown = no_t_summit(lead);
  }
  if (with == leads.size())
    return Strain::in_all_leads;
  const bool decides = some_decide ? with > 0 : without > 0;
  if (unknown && !decides)
    return tl::unexpected<Error>(*std::move(unknown));
  return with == 0 ? Strain::none : Strain::in_some_leads;
}

Criterion judge_strain_v1_v3(const SignContext& context) {
  std::vector<CriterionValue> values;
  add_t_values(context, kRightLeads, {"t_v1_mv", "t_v2_mv", "t_v3_mv"}, values);
  if (auto obstacle = find_t_obstacle(context, kRightLeads))
    return not_computable(kStrainV1V3, std::move(values), *std::move(obstacle));
  const Result<Strain> inverted = count_leads(kRightLeads, [&](Lead lead) {
    return has_inverted_t(context, *context.find(lead));
  });
  if (!inverted)
    return not_computable(kStrainV1V3, std::move(values), inverted.error());
  return decided(kStrainV1V3, std::move(values), *inverted == Strain::in_all_leads);
}

Criterion judge_strain_v2_v4(const SignContext& context) {
  constexpr std::array<std::string_view, 3> kJNames = {"j_v2_mv", "j_v3_mv", "j_v4_mv"};
  constexpr std::array<std::string_view, 3> kSt60Names = {"st60_v2_mv", "st60_v3_mv", "st60_v4_mv"};
  std::vector<CriterionValue> values;
  add_t_values(context, kMiddleLeads, {"t_v2_mv", "t_v3_mv", "t_v4_mv"}, values);
  for (std::size_t k = 0; k < kMiddleLeads.size(); ++k) {
    const LeadAmplitudes* lead = context.find(kMiddleLeads[k]);
    values.push_back({kJNames[k], lead == nullptr ? std::nullopt : lead->j_mv});
    values.push_back({kSt60Names[k], lead == nullptr ? std::nullopt : lead->st60_mv});
  }
  const Result<Strain> strain = strain_v2_to_v4(context, false);
  if (!strain)
    return not_computable(kStrainV2V4, std::move(values), strain.error());
  return decided(kStrainV2V4, std::move(values), *strain == Strain::in_all_leads);
}

Criterion judge_gradient(const SignContext& context) {
  constexpr std::string_view kName = "ventricular_gradient_x_mv_ms";
  const std::optional<double> x_mv_ms = context.value(kName);
  const std::vector<CriterionValue> values = {{kName, x_mv_ms}};
  if (context.confounder)
    return not_computable(kGradient, values, *context.confounder);
  if (!x_mv_ms)
    return not_computable(kGradient, values, *context.reason(kName));
  return decided(kGradient, values, *x_mv_ms < kSmallGradientMvMs);
}

}  // namespace

Result<Strain> strain_v2_to_v4(const SignContext& context, bool any_negative_t) {
  if (auto obstacle = find_t_obstacle(context, kMiddleLeads))
    return tl::unexpected<Error>(*std::move(obstacle));
  return count_leads(
      kMiddleLeads, [&](Lead lead) { return shows_strain(context, *context.find(lead), any_negative_t); }, any_negative_t);
}

std::vector<Criterion> repolarisation_signs(const SignContext& context) {
  return {judge_strain_v1_v3(context), judge_strain_v2_v4(context), judge_gradient(context)};
}

}  // namespace leadwise
