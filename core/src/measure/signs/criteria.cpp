#include "signs/criteria.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "quality/signal_quality.hpp"
#include "signs/atrial_signs.hpp"
#include "signs/axis_signs.hpp"
#include "signs/bedside_rules.hpp"
#include "signs/conduction.hpp"
#include "signs/repolarisation_signs.hpp"
#include "signs/voltage_signs.hpp"

namespace leadwise {
namespace {

void append(std::vector<Criterion>& criteria, std::vector<Criterion> more) {
  criteria.insert(criteria.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// Severe load may turn the axis that far: no absence of a sign of the axis that its publication counted.
bool rests_on_extreme_axis(const Criterion& criterion) {
  const std::vector<CriterionValue>& values = criterion.values;
  return std::any_of(values.begin(), values.end(), [](const CriterionValue& one) {
    return one.name == "qrs_axis_deg" && one.value && is_extreme_axis(*one.value);
  });
}

// Each sign for itself: they are not independent, so their likelihood ratios must not be multiplied.
void weigh(Criterion& criterion, const BedsideValues& bedside) {
  const std::optional<SignCounts> counts = published_sign_counts(criterion.name);
  if (!counts || criterion.status == CriterionStatus::not_computable || rests_on_extreme_axis(criterion))
    return;
  const bool present = criterion.status == CriterionStatus::met;
  if (const auto ratio = likelihood_ratio(*counts, present))
    criterion.likelihood_ratio = *ratio;
  if (!bedside.pre_test_probability_percent)
    return;
  if (const auto after = post_test_probability(*bedside.pre_test_probability_percent / 100.0, *counts, present))
    criterion.post_test_probability = after->probability;
}

// Why nothing can be said of any sign, whatever was measured.
std::optional<Error> find_objection(const EcgMeasurement& measurement, std::optional<double> age_years) {
  if (age_years && *age_years < kAdultAgeYears)
    return Error{ErrorCode::UnderAge,
                 "the patient is stated to be under 18 years old; signs and limits are those of adults"};
  const std::optional<Error>& unusable = measurement.quality.reason;
  const bool objects =
      unusable && (unusable->code == ErrorCode::ImplausibleScale || unusable->code == ErrorCode::TooFewBeats);
  if (objects)
    return unusable;
  const std::size_t averaged = measurement.representative.beat_count;
  if (averaged > 0 && averaged < kFewestBeats)
    return Error{ErrorCode::TooFewBeats, "fewer than " + std::to_string(kFewestBeats) +
                                             " of the averaged kind of beats lie wholly inside the recording"};
  return std::nullopt;
}

void withhold(Criterion& criterion, const Error& reason) {
  criterion.status = CriterionStatus::not_computable;
  criterion.reason = reason;
}

void withhold(std::vector<Criterion>& criteria, const Error& reason) {
  for (Criterion& criterion : criteria)
    withhold(criterion, reason);
}

/// What voltages that are too small by a wrong unit say of a sign, whatever the heart does.
struct SaidBySmallness {
  std::string_view name;
  CriterionStatus status;
};

constexpr std::array<SaidBySmallness, 9> kSaidBySmallness = {
    {{"r_to_s_v1", CriterionStatus::not_met},
     {"s_v5_v6", CriterionStatus::not_met},
     {"butler_leggett", CriterionStatus::not_met},
     {"rv_strain_v1_v3", CriterionStatus::not_met},
     {"rv_strain_v2_v4", CriterionStatus::not_met},
     {"ventricular_gradient_x", CriterionStatus::met},
     {"p_pulmonale", CriterionStatus::not_met},
     {"scranton_score", CriterionStatus::not_met},
     {"bonderman_2011_low_likelihood", CriterionStatus::met}}};

// UnusualScale warns of large voltages, too, which are ten times as large as this and more.
constexpr double kSmallVoltageMv = 1.0;

std::optional<Error> find_small_scale(const EcgMeasurement& measurement) {
  const std::vector<Error>& warnings = measurement.quality.warnings;
  const auto unusual = std::find_if(warnings.begin(), warnings.end(),
                                    [](const Error& warning) { return warning.code == ErrorCode::UnusualScale; });
  const bool is_small = std::none_of(
      measurement.amplitudes.begin(), measurement.amplitudes.end(), [](const LeadAmplitudes& lead) {
        return std::max(tallest_r_mv(lead), deepest_s_mv(lead)) > kSmallVoltageMv;
      });
  return unusual != warnings.end() && is_small ? std::optional(*unusual) : std::nullopt;
}

void withhold_what_smallness_says(std::vector<Criterion>& criteria, const Error& reason) {
  for (Criterion& criterion : criteria) {
    const bool is_said = std::any_of(kSaidBySmallness.begin(), kSaidBySmallness.end(), [&](const SaidBySmallness& said) {
      return said.name == criterion.name && said.status == criterion.status;
    });
    if (is_said)
      withhold(criterion, reason);
  }
}

}  // namespace

std::vector<Criterion> judge_criteria(const EcgMeasurement& measurement, const BedsideValues& bedside,
                                      std::optional<double> age_years) {
  SignContext context{measurement, std::nullopt};
  std::vector<Criterion> conduction = conduction_criteria(context);
  context.confounder = find_confounder(measurement, conduction);
  if (find_pacing(measurement))
    withhold(conduction, *context.confounder);
  std::vector<Criterion> criteria = axis_signs(context);
  append(criteria, voltage_signs(context));
  append(criteria, repolarisation_signs(context));
  append(criteria, atrial_signs(context));
  append(criteria, std::move(conduction));
  append(criteria, bedside_rules(context, bedside));
  if (const auto small = find_small_scale(measurement))
    withhold_what_smallness_says(criteria, *small);
  if (const auto objection = find_objection(measurement, age_years))
    withhold(criteria, *objection);
  for (Criterion& criterion : criteria)
    weigh(criterion, bedside);
  return criteria;
}

}  // namespace leadwise
