#include "signs/repolarisation_signs.hpp"

#include <algorithm>
#include <array>

#include "signs/published_evidence.hpp"
#include "values/beat_absence.hpp"
#include "values/lead_trace.hpp"

namespace leadwise {
namespace {

constexpr double kInvertedTMv = -0.1;
constexpr double kDepressedJMv = -0.1;
constexpr double kDepressedJInV2V3Mv = -0.05;
constexpr double kSmallGradientMvMs = 24.0;
constexpr std::size_t kTPartHalfWidth = 8;  // samples
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

double t_mv(const LeadAmplitudes& lead) { return lead.t_mv.value_or(0.0); }

// The amplitude of a T wave that goes both ways is its larger part: this is its lower one.
double lowest_t_mv(const RepresentativeBeat& beat, Lead lead) {
  const std::optional<LeadTrace> trace = find_trace(beat, lead);
  const std::optional<Stretch> t = stretch_between(beat, beat.global.t_on_s, beat.global.t_off_s);
  double lowest_mv = 0.0;
  if (!trace || !t)
    return lowest_mv;
  for (std::size_t i = t->first; i <= t->last; ++i)
    lowest_mv = std::min(lowest_mv, trace->smoothed(i, kTPartHalfWidth));
  return lowest_mv;
}

double lowest_st_mv(const LeadAmplitudes& lead) {
  return std::min({lead.j_mv.value_or(0.0), lead.st60_mv.value_or(0.0), lead.st80_mv.value_or(0.0)});
}

// Depressed at J alone is the end of a broad S, not the ST segment.
double depressed_st_mv(const LeadAmplitudes& lead) {
  return std::max(lead.j_mv.value_or(0.0), lead.st60_mv.value_or(0.0));
}

// Who excludes by the absence of strain must find none at all.
bool shows_strain(const SignContext& context, const LeadAmplitudes& lead, bool any_negative_t) {
  const bool early = any_negative_t || lead.lead == Lead::V2 || lead.lead == Lead::V3;
  const double st_mv = any_negative_t ? lowest_st_mv(lead) : depressed_st_mv(lead);
  const bool depressed = st_mv <= (early ? kDepressedJInV2V3Mv : kDepressedJMv);
  if (depressed || t_mv(lead) <= kInvertedTMv)
    return true;
  return any_negative_t &&
         (t_mv(lead) < 0.0 || lowest_t_mv(context.measurement.representative, lead.lead) <= kInvertedTMv);
}

void add_t_values(const SignContext& context, const std::array<Lead, 3>& leads,
                  const std::array<std::string_view, 3>& names, std::vector<CriterionValue>& values) {
  for (std::size_t k = 0; k < leads.size(); ++k) {
    const LeadAmplitudes* lead = context.find(leads[k]);
    values.push_back({names[k], lead == nullptr ? std::nullopt : lead->t_mv});
  }
}

Criterion judge_strain_v1_v3(const SignContext& context) {
  std::vector<CriterionValue> values;
  add_t_values(context, kRightLeads, {"t_v1_mv", "t_v2_mv", "t_v3_mv"}, values);
  if (auto obstacle = find_t_obstacle(context, kRightLeads))
    return not_computable(kStrainV1V3, std::move(values), *std::move(obstacle));
  const bool met = std::all_of(kRightLeads.begin(), kRightLeads.end(),
                               [&](Lead lead) { return t_mv(*context.find(lead)) <= kInvertedTMv; });
  return decided(kStrainV1V3, std::move(values), met);
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
  const auto count = std::count_if(kMiddleLeads.begin(), kMiddleLeads.end(), [&](Lead lead) {
    return shows_strain(context, *context.find(lead), any_negative_t);
  });
  if (count == 0)
    return Strain::none;
  return count == static_cast<std::ptrdiff_t>(kMiddleLeads.size()) ? Strain::in_all_leads : Strain::in_some_leads;
}

std::vector<Criterion> repolarisation_signs(const SignContext& context) {
  return {judge_strain_v1_v3(context), judge_strain_v2_v4(context), judge_gradient(context)};
}

}  // namespace leadwise
