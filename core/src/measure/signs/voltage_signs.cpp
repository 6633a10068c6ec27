#include "signs/voltage_signs.hpp"

#include <algorithm>
#include <array>

#include "signs/published_evidence.hpp"

namespace leadwise {
namespace {

constexpr double kTallRV1Mv = 0.5;
constexpr double kDeepSMv = 0.7;
constexpr double kButlerLeggettMv = 0.7;

const SignText kRToSV1 = {"r_to_s_v1", "Dominant R in V1", "R (or R') in V1 > S (or Q) and > 0.5 mV", kRToSV1Cmr};
const SignText kSV5V6 = {"s_v5_v6", "Deep S in V5 or V6", "S in V5 or V6 >= 0.7 mV", kSV5V6Cmr};
const SignText kButlerLeggett = {"butler_leggett", "Butler-Leggett sum",
                                 "tallest R (or R') of V1 and V2 + deepest S of I and V6 - S (or Q) in V1 > 0.7 mV",
                                 kButlerLeggettBlyth};
const SignText kQrV1 = {"qr_v1", "qR in V1", "V1 begins with Q, goes on with an R at least as large and has no S",
                        kQrV1AlNaamani};
const SignText kS1S2S3 = {"s1s2s3", "S1S2S3", "S deeper than R in I, II and III", kListedByAha};

std::optional<double> r_of(const SignContext& context, Lead lead) {
  const LeadAmplitudes* amplitudes = context.find(lead);
  return amplitudes == nullptr ? std::nullopt : std::optional(tallest_r_mv(*amplitudes));
}

std::optional<double> s_of(const SignContext& context, Lead lead) {
  const LeadAmplitudes* amplitudes = context.find(lead);
  return amplitudes == nullptr ? std::nullopt : std::optional(deepest_s_mv(*amplitudes));
}

// The deepest wave below zero; a QS complex has no S, and yet is no dominant R.
std::optional<double> below_zero_of(const SignContext& context, Lead lead) {
  const LeadAmplitudes* amplitudes = context.find(lead);
  if (amplitudes == nullptr)
    return std::nullopt;
  return std::max(deepest_s_mv(*amplitudes), -amplitudes->q_mv.value_or(0.0));
}

// As a value behind a sign: below the level before the QRS complex, as in the lead's amplitudes.
std::optional<double> shown_s(std::optional<double> depth_mv) {
  return depth_mv ? std::optional(0.0 - *depth_mv) : std::nullopt;
}

Criterion judge_r_to_s_v1(const SignContext& context) {
  constexpr std::array<Lead, 1> kNeeded = {Lead::V1};
  const std::optional<double> r_mv = r_of(context, Lead::V1), s_mv = below_zero_of(context, Lead::V1);
  const std::vector<CriterionValue> values = {{"r_v1_mv", r_mv}, {"s_v1_mv", shown_s(s_mv)}};
  if (auto obstacle = find_obstacle(context, kNeeded))
    return not_computable(kRToSV1, values, *std::move(obstacle));
  return decided(kRToSV1, values, *r_mv > *s_mv && *r_mv > kTallRV1Mv);
}

// One of the two leads decides where its S is deep enough.
Criterion judge_s_v5_v6(const SignContext& context) {
  constexpr std::array<Lead, 2> kNeeded = {Lead::V5, Lead::V6};
  const std::optional<double> v5_mv = s_of(context, Lead::V5), v6_mv = s_of(context, Lead::V6);
  const std::vector<CriterionValue> values = {{"s_v5_mv", shown_s(v5_mv)}, {"s_v6_mv", shown_s(v6_mv)}};
  const bool met = std::max(v5_mv.value_or(0.0), v6_mv.value_or(0.0)) >= kDeepSMv;
  const std::optional<Error> obstacle = met ? context.confounder : find_obstacle(context, kNeeded);
  return obstacle ? not_computable(kSV5V6, values, *obstacle) : decided(kSV5V6, values, met);
}

Criterion judge_butler_leggett(const SignContext& context) {
  constexpr std::array<Lead, 4> kNeeded = {Lead::I, Lead::V1, Lead::V2, Lead::V6};
  const auto r_v1 = r_of(context, Lead::V1), r_v2 = r_of(context, Lead::V2), s_i = s_of(context, Lead::I),
             s_v6 = s_of(context, Lead::V6), s_v1 = below_zero_of(context, Lead::V1);
  std::vector<CriterionValue> values = {{"r_v1_mv", r_v1},
                                        {"r_v2_mv", r_v2},
                                        {"s_i_mv", shown_s(s_i)},
                                        {"s_v6_mv", shown_s(s_v6)},
                                        {"s_v1_mv", shown_s(s_v1)}};
  if (auto obstacle = find_obstacle(context, kNeeded))
    return not_computable(kButlerLeggett, std::move(values), *std::move(obstacle));
  const double sum_mv = std::max(*r_v1, *r_v2) + std::max(*s_i, *s_v6) - *s_v1;
  values.push_back({"sum_mv", sum_mv});
  return decided(kButlerLeggett, std::move(values), sum_mv > kButlerLeggettMv);
}

Criterion judge_qr_v1(const SignContext& context) {
  constexpr std::array<Lead, 1> kNeeded = {Lead::V1};
  const LeadAmplitudes* v1 = context.find(Lead::V1);
  const std::vector<CriterionValue> values = {{"q_v1_mv", v1 == nullptr ? std::nullopt : v1->q_mv},
                                              {"r_v1_mv", r_of(context, Lead::V1)},
                                              {"s_v1_mv", v1 == nullptr ? std::nullopt : v1->s_mv}};
  if (auto obstacle = find_obstacle(context, kNeeded))
    return not_computable(kQrV1, values, *std::move(obstacle));
  // A QS complex with a trace of an R behind it is none. Without an S there is no R', so that the tallest R is the first.
  return decided(kQrV1, values, v1->q_mv && v1->r_mv && !v1->s_mv && *v1->r_mv >= -*v1->q_mv);
}

Criterion judge_s1s2s3(const SignContext& context) {
  constexpr std::array<Lead, 3> kNeeded = {Lead::I, Lead::II, Lead::III};
  constexpr std::array<std::string_view, 3> kRNames = {"r_i_mv", "r_ii_mv", "r_iii_mv"};
  constexpr std::array<std::string_view, 3> kSNames = {"s_i_mv", "s_ii_mv", "s_iii_mv"};
  std::vector<CriterionValue> values;
  bool met = true;
  for (std::size_t k = 0; k < kNeeded.size(); ++k) {
    const std::optional<double> r_mv = r_of(context, kNeeded[k]), s_mv = s_of(context, kNeeded[k]);
    values.push_back({kRNames[k], r_mv});
    values.push_back({kSNames[k], shown_s(s_mv)});
    met = met && r_mv && s_mv && *s_mv > *r_mv;
  }
  if (auto obstacle = find_obstacle(context, kNeeded))
    return not_computable(kS1S2S3, std::move(values), *std::move(obstacle));
  return decided(kS1S2S3, std::move(values), met);
}

}  // namespace

std::vector<Criterion> voltage_signs(const SignContext& context) {
  return {judge_r_to_s_v1(context), judge_s_v5_v6(context), judge_butler_leggett(context), judge_qr_v1(context),
          judge_s1s2s3(context)};
}

}  // namespace leadwise
