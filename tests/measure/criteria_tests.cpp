#include "signs/criteria.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "hand_made_ecg.hpp"
#include "signs/conduction.hpp"

using leadwise::BeatType;
using leadwise::BedsideValues;
using leadwise::Criterion;
using leadwise::CriterionStatus;
using leadwise::EcgMeasurement;
using leadwise::Error;
using leadwise::ErrorCode;
using leadwise::Lead;

namespace {

CriterionStatus status_of(const HandMadeEcg& ecg, std::string_view name, const BedsideValues& bedside = {}) {
  return criterion_of(measure_by_hand(ecg, bedside), name).status;
}

void check_met(const HandMadeEcg& ecg, std::string_view name) {
  INFO(name);
  CHECK(status_of(ecg, name) == CriterionStatus::met);
}

void check_not_met(const HandMadeEcg& ecg, std::string_view name) {
  INFO(name);
  CHECK(status_of(ecg, name) == CriterionStatus::not_met);
}

void check_not_computable(const EcgMeasurement& measured, std::string_view name, ErrorCode code) {
  INFO(name);
  const Criterion& criterion = criterion_of(measured, name);
  CHECK(criterion.status == CriterionStatus::not_computable);
  REQUIRE(criterion.reason);
  CHECK(criterion.reason->code == code);
}

HandMadeEcg with_axis(double axis_deg) {
  HandMadeEcg ecg = healthy_ecg();
  set_frontal(ecg, axis_deg);
  return ecg;
}

HandMadeEcg with_lead(Lead lead, const LeadShape& shape) {
  HandMadeEcg ecg = healthy_ecg();
  ecg.leads[lead] = shape;
  return ecg;
}

HandMadeEcg right_block(double qrs_ms) {
  HandMadeEcg ecg = healthy_ecg();
  ecg.qrs_ms = qrs_ms;
  ecg.leads[Lead::V1] = {.p = 0.05, .r = 0.2, .s = -0.3, .r_prime = 0.6, .t = -0.2};
  for (const Lead lead : {Lead::I, Lead::V6}) {
    ecg.leads[lead].s = -0.3;
    ecg.leads[lead].broad_s = true;
  }
  return ecg;
}

HandMadeEcg left_block(double qrs_ms) {
  HandMadeEcg ecg = healthy_ecg();
  ecg.qrs_ms = qrs_ms;
  for (const Lead lead : {Lead::I, Lead::V5, Lead::V6})
    ecg.leads[lead] = {.p = 0.08, .r = 1.0, .t = -0.2, .late_r = true};
  return ecg;
}

HandMadeEcg six_leads() {
  HandMadeEcg ecg;
  ecg.leads[Lead::I] = {.p = 0.08, .r = 0.8, .t = 0.25};
  ecg.leads[Lead::II] = {.p = 0.12, .r = 1.0, .t = 0.3};
  return ecg;
}

constexpr std::array<std::string_view, 15> kLoadSigns = {"right_axis_deviation",
                                                         "extreme_axis_deviation",
                                                         "qrs_axis_from_90",
                                                         "qrs_axis_from_110",
                                                         "r_to_s_v1",
                                                         "s_v5_v6",
                                                         "butler_leggett",
                                                         "qr_v1",
                                                         "s1s2s3",
                                                         "rv_strain_v1_v3",
                                                         "rv_strain_v2_v4",
                                                         "ventricular_gradient_x",
                                                         "p_pulmonale",
                                                         "scranton_score",
                                                         "pre_excitation"};

constexpr BedsideValues kQuietBedside = {50.0, 97.0, 2};

}  // namespace

TEST_CASE("Every criterion has its name once, a rule, and evidence with target, cohort and citation") {
  std::set<std::string_view> names;
  for (const Criterion& criterion : measure_by_hand(healthy_ecg()).criteria) {
    INFO(criterion.name);
    CHECK(names.insert(criterion.name).second);
    CHECK_FALSE(criterion.title.empty());
    CHECK_FALSE(criterion.rule.empty());
    CHECK_FALSE(criterion.evidence.figures.empty());
    CHECK_FALSE(criterion.evidence.target.empty());
    CHECK_FALSE(criterion.evidence.cohort.empty());
    CHECK_FALSE(criterion.evidence.citation.empty());
    CHECK((criterion.status == CriterionStatus::not_computable) == criterion.reason.has_value());
  }
  CHECK(names.size() == 20);
}

TEST_CASE("A healthy ECG meets no sign") {
  for (const std::string_view name : kLoadSigns)
    check_not_met(healthy_ecg(), name);
}

TEST_CASE("Axis signs hold from just beyond their limits") {
  check_not_met(with_axis(89.0), "right_axis_deviation");
  check_met(with_axis(91.0), "right_axis_deviation");
  check_met(with_axis(179.0), "right_axis_deviation");
  check_not_met(with_axis(-179.0), "right_axis_deviation");
  check_not_met(with_axis(89.0), "qrs_axis_from_90");
  check_met(with_axis(90.5), "qrs_axis_from_90");
  check_not_met(with_axis(109.0), "qrs_axis_from_110");
  check_met(with_axis(111.0), "qrs_axis_from_110");
  check_not_met(with_axis(-89.0), "extreme_axis_deviation");
  check_met(with_axis(-91.0), "extreme_axis_deviation");
}

TEST_CASE("R in V1 must pass S and 0.5 mV") {
  check_met(with_lead(Lead::V1, {.r = 0.6, .s = -0.5}), "r_to_s_v1");
  check_not_met(with_lead(Lead::V1, {.r = 0.6, .s = -0.65}), "r_to_s_v1");
  check_not_met(with_lead(Lead::V1, {.r = 0.45, .s = -0.1}), "r_to_s_v1");
  check_met(with_lead(Lead::V1, {.r = 0.7}), "r_to_s_v1");
  check_met(with_lead(Lead::V1, {.r = 0.1, .s = -0.2, .r_prime = 0.8}), "r_to_s_v1");
}

TEST_CASE("A QS or Qr complex in V1 is no dominant R, and counts as S in Butler and Leggett's sum") {
  check_not_met(with_lead(Lead::V1, {.q = -1.2, .r = 0.6}), "r_to_s_v1");
  check_met(with_lead(Lead::V1, {.q = -0.1, .r = 0.6}), "r_to_s_v1");
  HandMadeEcg ecg = with_lead(Lead::V1, {.q = -1.0, .r = 0.1});
  ecg.leads[Lead::V2] = {.r = 0.5, .s = -0.2};
  ecg.leads[Lead::V6] = {.r = 0.8, .s = -0.4};
  check_not_met(ecg, "butler_leggett");
  ecg.leads[Lead::V1] = {.q = -0.05, .r = 0.1};
  check_met(ecg, "butler_leggett");
}

TEST_CASE("S in V5 or V6 counts from 0.7 mV, in one of them") {
  check_not_met(with_lead(Lead::V6, {.r = 0.9, .s = -0.67}), "s_v5_v6");
  check_met(with_lead(Lead::V6, {.r = 0.9, .s = -0.73}), "s_v5_v6");
  check_met(with_lead(Lead::V5, {.r = 0.9, .s = -0.73}), "s_v5_v6");
}

TEST_CASE("An S wave is negative in the values behind every sign, as in the amplitudes of its lead") {
  HandMadeEcg ecg = with_lead(Lead::V1, {.q = -0.1, .r = 0.6, .s = -0.3});
  ecg.leads[Lead::V6] = {.r = 0.9, .s = -0.8};
  std::size_t found = 0;
  for (const Criterion& criterion : measure_by_hand(ecg).criteria) {
    for (const auto& [name, value] : criterion.values) {
      if (!value || (name != "s_v1_mv" && name != "s_v6_mv"))
        continue;
      CAPTURE(criterion.name, name);
      CHECK(std::abs(*value - (name == "s_v1_mv" ? -0.3 : -0.8)) < 0.03);
      ++found;
    }
  }
  CHECK(found == 5);
}

TEST_CASE("One deep S decides without the other lead, a shallow one does not") {
  HandMadeEcg deep = with_lead(Lead::V6, {.r = 0.9, .s = -0.8});
  deep.leads.erase(Lead::V5);
  check_met(deep, "s_v5_v6");
  HandMadeEcg shallow = healthy_ecg();
  shallow.leads.erase(Lead::V5);
  check_not_computable(measure_by_hand(shallow), "s_v5_v6", ErrorCode::MissingLead);
}

TEST_CASE("Butler and Leggett's sum counts from 0.7 mV") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.leads[Lead::V1] = {.r = 0.6, .s = -0.2};
  ecg.leads[Lead::V2] = {.r = 0.5, .s = -0.2};
  ecg.leads[Lead::V6] = {.r = 0.8, .s = -0.27};
  check_not_met(ecg, "butler_leggett");
  ecg.leads[Lead::V6].s = -0.33;
  check_met(ecg, "butler_leggett");
  ecg.leads[Lead::V1].s = -0.4;
  check_not_met(ecg, "butler_leggett");
}

TEST_CASE("qR in V1 needs Q and R and bears no S") {
  check_met(with_lead(Lead::V1, {.q = -0.1, .r = 0.8}), "qr_v1");
  check_not_met(with_lead(Lead::V1, {.q = -0.1, .r = 0.8, .s = -0.2}), "qr_v1");
  check_not_met(with_lead(Lead::V1, {.s = -0.8}), "qr_v1");
  check_not_met(with_lead(Lead::V1, {.q = -0.75, .r = 0.06}), "qr_v1");
  check_not_met(with_lead(Lead::V1, {.r = 0.8}), "qr_v1");
}

TEST_CASE("S1S2S3 needs S deeper than R in all three leads") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.leads[Lead::I] = {.r = 0.20, .s = -0.30};
  ecg.leads[Lead::II] = {.r = 0.45, .s = -0.70};
  check_met(ecg, "s1s2s3");
  ecg.leads[Lead::I].r = 0.35;
  check_not_met(ecg, "s1s2s3");
}

TEST_CASE("Strain in V1-V3 needs a T wave inverted by 0.1 mV in each") {
  HandMadeEcg ecg = healthy_ecg();
  for (const Lead lead : {Lead::V1, Lead::V2, Lead::V3})
    ecg.leads[lead].t = -0.13;
  check_met(ecg, "rv_strain_v1_v3");
  ecg.leads[Lead::V3].t = -0.07;
  check_not_met(ecg, "rv_strain_v1_v3");
}

TEST_CASE("Strain in V2-V4 is T inversion or ST depression in each") {
  HandMadeEcg ecg = healthy_ecg();
  for (const Lead lead : {Lead::V2, Lead::V3, Lead::V4})
    ecg.leads[lead].t = -0.2;
  check_met(ecg, "rv_strain_v2_v4");
  ecg.leads[Lead::V3].t = 0.3;
  check_not_met(ecg, "rv_strain_v2_v4");
  ecg.leads[Lead::V3].st = -0.12;
  check_met(ecg, "rv_strain_v2_v4");
}

TEST_CASE("A depression at the J point alone, the end of a broad S, is no strain in V2-V4") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  const auto judge = [&measured](double st60_mv) {
    for (leadwise::LeadAmplitudes& lead : measured.amplitudes) {
      if (lead.lead == Lead::V2 || lead.lead == Lead::V3 || lead.lead == Lead::V4)
        lead.j_mv = -0.15, lead.st60_mv = st60_mv;
    }
    measured.criteria = leadwise::judge_criteria(measured, {});
    return criterion_of(measured, "rv_strain_v2_v4").status;
  };
  CHECK(judge(0.1) == CriterionStatus::not_met);
  CHECK(judge(-0.04) == CriterionStatus::not_met);
  CHECK(judge(-0.12) == CriterionStatus::met);
}

TEST_CASE("R in V1 is one value, whichever sign names it") {
  const HandMadeEcg ecg = with_lead(Lead::V1, {.r = 0.1, .s = -0.2, .r_prime = 0.8});
  std::size_t found = 0;
  for (const Criterion& criterion : measure_by_hand(ecg).criteria) {
    for (const auto& [name, value] : criterion.values) {
      if (name == "r_v1_mv" && ++found > 0)
        CHECK(std::abs(value.value() - 0.8) < 0.05);
    }
  }
  CHECK(found == 4);
}

TEST_CASE("A T wave whose amplitude is not told reassures nobody, and is no strain where the trace is nowhere low") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  for (leadwise::LeadAmplitudes& lead : measured.amplitudes) {
    if (lead.lead == Lead::V1 || lead.lead == Lead::V3)
      lead.t_mv.reset();
  }
  measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
  check_not_computable(measured, "bonderman_2011_low_likelihood", ErrorCode::NoTWave);
  for (const char* name : {"rv_strain_v1_v3", "rv_strain_v2_v4"})
    CHECK(criterion_of(measured, name).status == CriterionStatus::not_met);
}

TEST_CASE("Deep inversion without a T amplitude leaves strain untold where the other leads show it") {
  HandMadeEcg ecg = healthy_ecg();
  for (const Lead lead : {Lead::V1, Lead::V2, Lead::V3, Lead::V4})
    ecg.leads[lead].t = -0.3;
  EcgMeasurement measured = measure_by_hand(ecg);
  for (leadwise::LeadAmplitudes& lead : measured.amplitudes) {
    if (lead.lead == Lead::V3)
      lead.t_mv.reset();
  }
  measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
  check_not_computable(measured, "rv_strain_v1_v3", ErrorCode::NoTWave);
  check_not_computable(measured, "rv_strain_v2_v4", ErrorCode::NoTWave);
  CHECK(criterion_of(measured, "bonderman_2011_low_likelihood").status == CriterionStatus::not_met);
}

TEST_CASE("A T wave that goes below zero by 0.04 mV before or behind its summit is negative for Bonderman's rule") {
  // An ST segment that falls, and a T wave that rises behind it.
  for (const double dip_mv : {-0.01, -0.04}) {
    EcgMeasurement measured = measure_by_hand(healthy_ecg());
    leadwise::RepresentativeBeat& beat = measured.representative;
    const std::span<double> v3 = beat.leads.row(*beat.leads.position(Lead::V3));
    const double on_s = *beat.global.t_on_s, off_s = *beat.global.t_off_s, third_s = (off_s - on_s) / 3.0;
    for (std::size_t i = 0; i < v3.size(); ++i) {
      const double time_s = static_cast<double>(i) / leadwise::kModelRateHz;
      if (time_s > on_s)
        v3[i] = 0.3 * bump(time_s, on_s, off_s - third_s) + dip_mv * bump(time_s, off_s - 1.3 * third_s, off_s);
    }
    measured.amplitudes = leadwise::measure_amplitudes(beat);
    measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
    const auto expected = dip_mv < -0.02 ? CriterionStatus::not_met : CriterionStatus::met;
    CHECK(criterion_of(measured, "bonderman_2011_low_likelihood").status == expected);
  }
}

TEST_CASE("A P wave without a summit in II leaves P pulmonale and the Scranton score untold, an absent one does not") {
  for (const double p_mv : {0.12, 0.005}) {
    EcgMeasurement measured = measure_by_hand(with_lead(Lead::II, {.p = p_mv, .r = 1.0, .t = 0.3}));
    for (leadwise::LeadAmplitudes& lead : measured.amplitudes) {
      if (lead.lead == Lead::II)
        lead.p_mv.reset();
    }
    measured.criteria = leadwise::judge_criteria(measured, {});
    const auto expected = p_mv > 0.02 ? CriterionStatus::not_computable : CriterionStatus::not_met;
    CHECK(criterion_of(measured, "p_pulmonale").status == expected);
    CHECK(criterion_of(measured, "scranton_score").status == expected);
  }
}

TEST_CASE("A small ventricular gradient to the left is one below 24 mV ms") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.leads[Lead::III] = {};  // else I and II alike would make it flat
  for (auto& [lead, shape] : ecg.leads)
    shape = {.r = 0.3, .t = 0.1};
  // 0.96 of what all leads show: R 27.6 ms and T 216 ms broad, both 16/35 full.
  const double x_mv_ms = value_of(measure_by_hand(ecg), "ventricular_gradient_x_mv_ms").value.value();
  for (auto& [lead, shape] : ecg.leads)
    shape = {.r = 0.3 * 23.0 / x_mv_ms, .t = 0.1 * 23.0 / x_mv_ms};
  check_met(ecg, "ventricular_gradient_x");
  for (auto& [lead, shape] : ecg.leads)
    shape = {.r = 0.3 * 25.0 / x_mv_ms, .t = 0.1 * 25.0 / x_mv_ms};
  check_not_met(ecg, "ventricular_gradient_x");
}

TEST_CASE("P pulmonale is a P wave above 0.25 mV in II") {
  check_not_met(with_lead(Lead::II, {.p = 0.24, .r = 1.0, .t = 0.3}), "p_pulmonale");
  check_met(with_lead(Lead::II, {.p = 0.26, .r = 1.0, .t = 0.3}), "p_pulmonale");
}

TEST_CASE("The Scranton score adds up to 5 for a tall P alone and for nothing else alone") {
  check_met(with_lead(Lead::II, {.p = 0.27, .r = 1.0, .t = 0.3}), "scranton_score");
  HandMadeEcg others = with_axis(120.0);
  others.leads[Lead::I].p = others.leads[Lead::II].p = 0.1;
  others.leads[Lead::V1] = {.p = 0.05, .r = 0.7, .s = -0.1, .t = 0.05};
  check_not_met(others, "scranton_score");
  others.leads[Lead::V1].p = -0.15;
  check_met(others, "scranton_score");
}

TEST_CASE("Right bundle branch block is complete from 120 ms and incomplete from 110 ms") {
  check_not_met(right_block(106.0), "incomplete_right_bundle_branch_block");
  check_met(right_block(114.0), "incomplete_right_bundle_branch_block");
  check_not_met(right_block(114.0), "complete_right_bundle_branch_block");
  check_met(right_block(124.0), "complete_right_bundle_branch_block");
  check_not_met(right_block(124.0), "incomplete_right_bundle_branch_block");
}

TEST_CASE("A broad complex without R' and broad S is no right bundle branch block") {
  HandMadeEcg no_s = right_block(130.0);
  no_s.leads[Lead::V6].s = 0.0;
  check_not_met(no_s, "complete_right_bundle_branch_block");
  HandMadeEcg no_r_prime = right_block(130.0);
  no_r_prime.leads[Lead::V1].r_prime = 0.0;
  check_not_met(no_r_prime, "complete_right_bundle_branch_block");
}

TEST_CASE("A late R without S in V1 counts as right bundle branch block where it is larger than Q") {
  HandMadeEcg ecg = right_block(130.0);
  ecg.leads[Lead::V1] = {.q = -0.2, .r = 0.6, .late_r = true};
  check_met(ecg, "complete_right_bundle_branch_block");
  ecg.leads[Lead::V1] = {.q = -0.6, .r = 0.2, .late_r = true};
  check_not_met(ecg, "complete_right_bundle_branch_block");
}

TEST_CASE("A complex that is narrow in the limb leads alone excludes no bundle branch block") {
  HandMadeEcg limb_leads = healthy_ecg();
  for (const Lead lead : {Lead::V1, Lead::V2, Lead::V3, Lead::V4, Lead::V5, Lead::V6})
    limb_leads.leads.erase(lead);
  for (const char* name : {"incomplete_right_bundle_branch_block", "complete_right_bundle_branch_block",
                           "complete_left_bundle_branch_block"}) {
    check_not_computable(measure_by_hand(limb_leads), name, ErrorCode::MissingLead);
    check_not_met(healthy_ecg(), name);
  }
  check_not_met(limb_leads, "pre_excitation");
  limb_leads.pr_ms = 104.0;
  limb_leads.p_ms = 80.0;
  check_not_computable(measure_by_hand(limb_leads), "pre_excitation", ErrorCode::MissingLead);
}

TEST_CASE("Left bundle branch block bears no septal Q") {
  check_not_met(left_block(116.0), "complete_left_bundle_branch_block");
  check_met(left_block(140.0), "complete_left_bundle_branch_block");
  HandMadeEcg with_q = left_block(140.0);
  with_q.leads[Lead::V6].q = -0.1;
  check_not_met(with_q, "complete_left_bundle_branch_block");
}

TEST_CASE("Complete bundle branch block, pre-excitation and pacing confound signs of load") {
  HandMadeEcg pre_excited = healthy_ecg();
  pre_excited.pr_ms = 104.0;
  pre_excited.p_ms = 80.0;
  pre_excited.qrs_ms = 130.0;
  HandMadeEcg paced = healthy_ecg();
  paced.type = BeatType::paced;
  for (const HandMadeEcg& ecg : {right_block(130.0), left_block(140.0), pre_excited, paced}) {
    const EcgMeasurement measured = measure_by_hand(ecg);
    for (const char* name : {"right_axis_deviation", "r_to_s_v1", "butler_leggett", "s_v5_v6", "rv_strain_v1_v3",
                             "ventricular_gradient_x", "scranton_score", "qr_v1", "s1s2s3"})
      check_not_computable(measured, name, ErrorCode::ConfoundedSign);
  }
  check_met(pre_excited, "pre_excitation");
  check_not_met(right_block(130.0), "p_pulmonale");
  check_not_computable(measure_by_hand(paced), "p_pulmonale", ErrorCode::ConfoundedSign);
}

TEST_CASE("A complex of 160 ms with the shape of neither block confounds signs of load: the spikes may be lost") {
  HandMadeEcg ecg = with_axis(120.0);
  ecg.qrs_ms = 150.0;
  check_met(ecg, "right_axis_deviation");
  ecg.qrs_ms = 165.0;
  check_not_met(ecg, "complete_left_bundle_branch_block");
  check_not_met(ecg, "complete_right_bundle_branch_block");
  for (const char* name : {"right_axis_deviation", "r_to_s_v1", "rv_strain_v2_v4", "ventricular_gradient_x"})
    check_not_computable(measure_by_hand(ecg), name, ErrorCode::ConfoundedSign);
}

TEST_CASE("Complexes of 160 ms are warned of unless a block, pre-excitation or pacing explains them") {
  const auto warned = [](const HandMadeEcg& ecg) {
    const auto warning = leadwise::find_broad_complexes(measure_by_hand(ecg));
    CHECK((!warning || warning->code == ErrorCode::BroadComplexes));
    return warning.has_value();
  };
  HandMadeEcg broad = healthy_ecg(), six = six_leads();
  broad.qrs_ms = six.qrs_ms = 180.0;
  CHECK(warned(broad));
  // What would explain them is not to be seen.
  CHECK(warned(six));
  CHECK_FALSE(warned(right_block(180.0)));
  CHECK_FALSE(warned(left_block(180.0)));
  broad.qrs_ms = 150.0;
  CHECK_FALSE(warned(broad));
  broad.qrs_ms = 180.0;
  broad.type = BeatType::paced;
  CHECK_FALSE(warned(broad));
}

TEST_CASE("In paced beats no bundle branch block is told, nor excluded") {
  HandMadeEcg paced = left_block(160.0);
  paced.type = BeatType::paced;
  for (const char* name : {"complete_left_bundle_branch_block", "complete_right_bundle_branch_block",
                           "incomplete_right_bundle_branch_block", "pre_excitation"})
    check_not_computable(measure_by_hand(paced), name, ErrorCode::ConfoundedSign);
}

TEST_CASE("No sign is told of a child, nor of amplitudes that are not those of an ECG") {
  EcgMeasurement measured = measure_by_hand(with_axis(130.0));
  for (const Criterion& criterion : leadwise::judge_criteria(measured, kQuietBedside, 18.0))
    CHECK((!criterion.reason || criterion.reason->code != ErrorCode::UnderAge));
  for (const Criterion& criterion : leadwise::judge_criteria(measured, kQuietBedside, 17.9)) {
    INFO(criterion.name);
    CHECK(criterion.status == CriterionStatus::not_computable);
    CHECK(criterion.reason->code == ErrorCode::UnderAge);
    CHECK_FALSE(criterion.likelihood_ratio);
  }
  measured.quality.reason = leadwise::Error{ErrorCode::ImplausibleScale, "too small"};
  for (const Criterion& criterion : leadwise::judge_criteria(measured, kQuietBedside))
    CHECK(criterion.reason->code == ErrorCode::ImplausibleScale);
}

TEST_CASE("No sign is told of one or two beats, least of all a reassuring one") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  measured.quality.reason = leadwise::Error{ErrorCode::TooFewBeats, "only 2 beats were found"};
  for (const Criterion& criterion : leadwise::judge_criteria(measured, kQuietBedside)) {
    INFO(criterion.name);
    CHECK(criterion.status == CriterionStatus::not_computable);
    CHECK(criterion.reason.value().code == ErrorCode::TooFewBeats);
  }
}

TEST_CASE("No sign is told of a representative beat of one or two beats, however many were found") {
  for (const std::size_t beat_count : {1U, 2U, 3U}) {
    EcgMeasurement measured = measure_by_hand(healthy_ecg());
    measured.representative.beat_count = beat_count;
    measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
    const Criterion& rule = criterion_of(measured, "kovacs_2016_low_likelihood");
    CHECK((rule.status == CriterionStatus::met) == (beat_count == 3));
    CHECK((rule.reason && rule.reason->code == ErrorCode::TooFewBeats) == (beat_count < 3));
  }
}

TEST_CASE("Incomplete right bundle branch block confounds nothing") {
  const EcgMeasurement measured = measure_by_hand(right_block(114.0));
  for (const std::string_view name : kLoadSigns) {
    INFO(name);
    CHECK(criterion_of(measured, name).status != CriterionStatus::not_computable);
  }
}

TEST_CASE("A warning of pacing spikes confounds as paced beats do") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  measured.quality.warnings.push_back({ErrorCode::PacingSpikes, "spikes"});
  measured.criteria = leadwise::judge_criteria(measured, {});
  for (const char* name : {"right_axis_deviation", "p_pulmonale"}) {
    check_not_computable(measured, name, ErrorCode::ConfoundedSign);
    CHECK(criterion_of(measured, name).reason->message == "there are spikes like those of a pacemaker");
  }
}

TEST_CASE("Six leads answer for axis, P wave and S1S2S3; the others are not computable, never not met") {
  const EcgMeasurement measured = measure_by_hand(six_leads());
  for (const char* name : {"right_axis_deviation", "extreme_axis_deviation", "qrs_axis_from_90", "qrs_axis_from_110",
                           "s1s2s3", "p_pulmonale"})
    CHECK(criterion_of(measured, name).status == CriterionStatus::not_met);
  for (const char* name : {"r_to_s_v1", "s_v5_v6", "butler_leggett", "qr_v1", "rv_strain_v1_v3", "rv_strain_v2_v4",
                           "ventricular_gradient_x", "scranton_score"})
    check_not_computable(measured, name, ErrorCode::MissingLead);
}

TEST_CASE("With six leads and a broad complex even the axis is not computable: block cannot be told") {
  HandMadeEcg broad = six_leads();
  broad.qrs_ms = 130.0;
  check_not_computable(measure_by_hand(broad), "right_axis_deviation", ErrorCode::ConfoundedSign);
}

TEST_CASE("One lead answers what it can") {
  HandMadeEcg one;
  one.leads[Lead::II] = {.p = 0.3, .r = 1.0, .t = 0.3};
  const EcgMeasurement measured = measure_by_hand(one);
  CHECK(criterion_of(measured, "p_pulmonale").status == CriterionStatus::met);
  for (const char* name : {"right_axis_deviation", "s1s2s3", "r_to_s_v1"})
    check_not_computable(measured, name, ErrorCode::MissingLead);
}

TEST_CASE("An unusable lead is a missing lead") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  measured.quality.leads.push_back({Lead::V1, Error{ErrorCode::ConstantLead, "flat"}});
  measured.criteria = leadwise::judge_criteria(measured, {});
  check_not_computable(measured, "r_to_s_v1", ErrorCode::MissingLead);
}

TEST_CASE("Where the voltage is so small that its unit may be wrong no sign is judged by a voltage that is not reached") {
  HandMadeEcg ecg = healthy_ecg();
  for (auto& [lead, shape] : ecg.leads)
    shape = {.p = 0.1 * shape.p, .q = 0.1 * shape.q, .r = 0.1 * shape.r, .s = 0.1 * shape.s, .t = 0.1 * shape.t};
  EcgMeasurement measured = measure_by_hand(ecg, kQuietBedside);
  CHECK(criterion_of(measured, "r_to_s_v1").status == CriterionStatus::not_met);
  measured.quality.warnings.push_back({ErrorCode::UnusualScale, "the largest QRS complexes have 0.15 mV"});
  measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
  for (const char* name : {"r_to_s_v1", "s_v5_v6", "butler_leggett", "rv_strain_v1_v3", "rv_strain_v2_v4",
                           "ventricular_gradient_x", "bonderman_2011_low_likelihood"})
    check_not_computable(measured, name, ErrorCode::UnusualScale);
  CHECK(criterion_of(measured, "right_axis_deviation").status == CriterionStatus::not_met);
  CHECK(criterion_of(measured, "kovacs_2016_low_likelihood").status == CriterionStatus::met);
}

TEST_CASE("Without a P wave the atrial signs are not computable") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.has_p = false;
  const EcgMeasurement measured = measure_by_hand(ecg);
  check_not_computable(measured, "p_pulmonale", ErrorCode::NoPWave);
  check_not_computable(measured, "scranton_score", ErrorCode::NoPWave);
  CHECK(criterion_of(measured, "r_to_s_v1").status == CriterionStatus::not_met);
}

TEST_CASE("Without a T wave strain is not computable") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.has_t = false;
  check_not_computable(measure_by_hand(ecg), "rv_strain_v1_v3", ErrorCode::NoTWave);
  check_not_computable(measure_by_hand(ecg, kQuietBedside), "bonderman_2011_low_likelihood", ErrorCode::NoTWave);
}

TEST_CASE("Without beats every criterion is not computable") {
  EcgMeasurement nothing;
  nothing.values = leadwise::measured_values(nothing);
  for (const Criterion& criterion : leadwise::judge_criteria(nothing, kQuietBedside)) {
    INFO(criterion.name);
    CHECK(criterion.status == CriterionStatus::not_computable);
    CHECK(criterion.reason);
  }
}

TEST_CASE("Kovacs' rule needs all four, each up to its limit") {
  constexpr std::string_view kName = "kovacs_2016_low_likelihood";
  const HandMadeEcg ecg = healthy_ecg();
  CHECK(status_of(ecg, kName, {332.0, 95.5, 2}) == CriterionStatus::met);
  CHECK(status_of(ecg, kName, {333.0, 95.5, 2}) == CriterionStatus::not_met);
  CHECK(status_of(ecg, kName, {332.0, 95.4, 2}) == CriterionStatus::not_met);
  CHECK(status_of(ecg, kName, {332.0, 95.5, 3}) == CriterionStatus::not_met);
  CHECK(status_of(with_axis(100.0), kName, {332.0, 95.5, 2}) == CriterionStatus::not_met);
}

TEST_CASE("Kovacs' rule names the bedside values that it needs") {
  const Criterion criterion = criterion_of(measure_by_hand(healthy_ecg()), "kovacs_2016_low_likelihood");
  CHECK(criterion.status == CriterionStatus::not_computable);
  REQUIRE(criterion.reason);
  CHECK(criterion.reason->code == ErrorCode::BedsideValueRequired);
  for (const char* named : {"NT-proBNP", "saturation", "WHO"})
    CHECK(criterion.reason->message.find(named) != std::string::npos);
  const Criterion one = criterion_of(measure_by_hand(healthy_ecg(), {100.0, std::nullopt, 1}), criterion.name);
  CHECK(one.reason->message.find("saturation") != std::string::npos);
  CHECK(one.reason->message.find("NT-proBNP") == std::string::npos);
}

TEST_CASE("What breaks a rule decides it, whatever else is missing") {
  CHECK(status_of(with_axis(100.0), "kovacs_2016_low_likelihood") == CriterionStatus::not_met);
  CHECK(status_of(healthy_ecg(), "kovacs_2016_low_likelihood", {std::nullopt, std::nullopt, 4}) ==
        CriterionStatus::not_met);
  HandMadeEcg strained = healthy_ecg();
  strained.leads[Lead::V3].t = -0.05;
  CHECK(status_of(strained, "bonderman_2011_low_likelihood") == CriterionStatus::not_met);
}

TEST_CASE("Kovacs' rule does not reassure by an extreme axis, a missing axis or a confounded one") {
  constexpr std::string_view kName = "kovacs_2016_low_likelihood";
  check_not_computable(measure_by_hand(with_axis(-120.0), kQuietBedside), kName, ErrorCode::IndeterminateAxis);
  HandMadeEcg one;
  one.leads[Lead::V1] = {.r = 0.2, .s = -0.8};
  check_not_computable(measure_by_hand(one, kQuietBedside), kName, ErrorCode::MissingLead);
  check_not_computable(measure_by_hand(right_block(130.0), kQuietBedside), kName, ErrorCode::ConfoundedSign);
}

TEST_CASE("Bonderman's rule needs no strain in any lead and NT-proBNP below 80") {
  constexpr std::string_view kName = "bonderman_2011_low_likelihood";
  CHECK(status_of(healthy_ecg(), kName, {79.0, std::nullopt, std::nullopt}) == CriterionStatus::met);
  CHECK(status_of(healthy_ecg(), kName, {80.0, std::nullopt, std::nullopt}) == CriterionStatus::not_met);
  check_not_computable(measure_by_hand(healthy_ecg()), kName, ErrorCode::BedsideValueRequired);
  check_not_computable(measure_by_hand(six_leads(), kQuietBedside), kName, ErrorCode::MissingLead);
}

TEST_CASE("Bonderman's rule does not reassure by a T wave that ends inverted, though its larger part is upright") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg(), kQuietBedside);
  CHECK(criterion_of(measured, "bonderman_2011_low_likelihood").status == CriterionStatus::met);
  leadwise::LeadSamples& leads = measured.representative.leads;
  const auto row = leads.row(leads.position(Lead::V3).value());
  for (std::size_t n = 0; n < row.size(); ++n)
    row[n] -= 0.4 * bump(static_cast<double>(n) / leadwise::kModelRateHz - kHandMadeQrsOnS, 0.30, 0.38);
  measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
  CHECK(criterion_of(measured, "bonderman_2011_low_likelihood").status == CriterionStatus::not_met);
  CHECK(criterion_of(measured, "rv_strain_v2_v4").status == CriterionStatus::not_met);
}

TEST_CASE(
    "Bonderman's rule does not reassure by an ST segment that is depressed behind the J point, V4's by 0.05 mV too") {
  constexpr std::string_view kName = "bonderman_2011_low_likelihood";
  for (const Lead lead : {Lead::V2, Lead::V3, Lead::V4}) {
    for (const double from_s : {0.08, 0.12}) {
      EcgMeasurement measured = measure_by_hand(healthy_ecg(), kQuietBedside);
      const auto row = measured.representative.leads.row(measured.representative.leads.position(lead).value());
      for (std::size_t n = 0; n < row.size(); ++n) {
        const double time_s = static_cast<double>(n) / leadwise::kModelRateHz - kHandMadeQrsOnS;
        row[n] -= 0.06 * bump(time_s, from_s, 0.30) / bump(0.16, from_s, 0.30);
      }
      measured.amplitudes = leadwise::measure_amplitudes(measured.representative);
      measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
      CHECK(criterion_of(measured, kName).status == CriterionStatus::not_met);
      CHECK(criterion_of(measured, "rv_strain_v2_v4").status == CriterionStatus::not_met);
    }
  }
}

TEST_CASE("Bonderman's rule does not reassure by an ST segment that dips 60 ms behind the J point alone") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg(), kQuietBedside);
  const auto row = measured.representative.leads.row(measured.representative.leads.position(Lead::V3).value());
  for (std::size_t n = 0; n < row.size(); ++n)
    row[n] -= 0.08 * bump(static_cast<double>(n) / leadwise::kModelRateHz - kHandMadeQrsOnS, 0.137, 0.167);
  measured.amplitudes = leadwise::measure_amplitudes(measured.representative);
  measured.criteria = leadwise::judge_criteria(measured, kQuietBedside);
  CHECK(criterion_of(measured, "bonderman_2011_low_likelihood").status == CriterionStatus::not_met);
}

TEST_CASE("A rule that is met says of whom and of what it was published") {
  for (const char* name : {"kovacs_2016_low_likelihood", "bonderman_2011_low_likelihood"}) {
    const Criterion criterion = criterion_of(measure_by_hand(healthy_ecg(), {50.0, 98.0, 1}), name);
    CHECK(criterion.status == CriterionStatus::met);
    CHECK(criterion.evidence.target.find("catheterisation") != std::string_view::npos);
    CHECK(criterion.title.find("low likelihood") != std::string_view::npos);
  }
}

// Counts of Kovacs 2016: 84 of 193 with and 6 of 201 without the disease. (84.5 / 194) / (6.5 / 202) = 13.536 and
// (109.5 / 194) / (195.5 / 202) = 0.58320; odds of 12 % are 3 to 22.
TEST_CASE("Right axis deviation raises a pre-test probability of 12 % to 65 %, its absence lowers it to 7 % only") {
  const BedsideValues bedside{{}, {}, {}, 12.0};
  const auto with = criterion_of(measure_by_hand(with_axis(120.0), bedside), "right_axis_deviation");
  REQUIRE(with.likelihood_ratio);
  REQUIRE(with.post_test_probability);
  CHECK(std::fabs(with.likelihood_ratio->value - 13.536) < 0.001);
  CHECK(std::fabs(with.post_test_probability->value - 0.6486) < 0.0001);
  CHECK(with.post_test_probability->low < 0.6486);
  CHECK(with.post_test_probability->high > 0.6486);
  const auto without = criterion_of(measure_by_hand(with_axis(40.0), bedside), "right_axis_deviation");
  REQUIRE(without.post_test_probability);
  CHECK(std::fabs(without.likelihood_ratio->value - 0.58320) < 0.00001);
  CHECK(std::fabs(without.post_test_probability->value - 0.07367) < 0.00001);
}

TEST_CASE("An extreme axis is no absence of right axis deviation that would lower a probability") {
  for (const double axis_deg : {-95.0, -120.0, -175.0}) {
    const EcgMeasurement measured = measure_by_hand(with_axis(axis_deg), {{}, {}, {}, 50.0});
    const Criterion& criterion = criterion_of(measured, "right_axis_deviation");
    CHECK(criterion.status == CriterionStatus::not_met);
    CHECK_FALSE(criterion.likelihood_ratio);
    CHECK_FALSE(criterion.post_test_probability);
  }
}

TEST_CASE("Without a pre-test probability there is none after it, and signs without counts have neither") {
  const EcgMeasurement unasked = measure_by_hand(with_axis(120.0));
  CHECK(criterion_of(unasked, "right_axis_deviation").likelihood_ratio);
  for (const Criterion& criterion : unasked.criteria)
    CHECK_FALSE(criterion.post_test_probability);
  for (const Criterion& criterion : measure_by_hand(with_axis(120.0), {{}, {}, {}, 50.0}).criteria) {
    INFO(criterion.name);
    CHECK(criterion.post_test_probability.has_value() == (criterion.name == "right_axis_deviation"));
  }
}

TEST_CASE("A sign that is not computable changes no probability") {
  const EcgMeasurement measured = measure_by_hand(right_block(130.0), {{}, {}, {}, 50.0});
  CHECK_FALSE(criterion_of(measured, "right_axis_deviation").likelihood_ratio);
  CHECK_FALSE(criterion_of(measured, "right_axis_deviation").post_test_probability);
}
