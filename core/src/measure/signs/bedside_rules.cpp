#include "signs/bedside_rules.hpp"

#include "signs/axis_signs.hpp"
#include "signs/published_evidence.hpp"
#include "signs/repolarisation_signs.hpp"

namespace leadwise {
namespace {

constexpr double kKovacsBnpPgPerMl = 333.0;
constexpr double kKovacsSaturationPercent = 95.5;
constexpr int kKovacsHighestClass = 2;
constexpr double kBondermanBnpPgPerMl = 80.0;

const SignText kKovacs = {"kovacs_2016_low_likelihood", "Kovacs 2016: low likelihood of pulmonary hypertension",
                          "no right axis deviation, NT-proBNP < 333 pg/ml, SaO2 >= 95.5 % and WHO class I or II",
                          kLowLikelihoodKovacs};
const SignText kBonderman = {"bonderman_2011_low_likelihood",
                             "Bonderman 2011: low likelihood of pre-capillary pulmonary hypertension",
                             "no negative T wave and no ST depression (0.05 mV, up to 80 ms behind J) in any of V2, V3 "
                             "and V4, and NT-proBNP < 80 pg/ml",
                             kLowLikelihoodBonderman};

/// One condition of a rule: it holds, it does not, or why that cannot be said.
using Condition = Result<bool>;

template <class Value, class Holds>
Condition condition(const std::optional<Value>& value, const char* name, Holds holds) {
  if (!value)
    return fail(ErrorCode::BedsideValueRequired, std::string(name) + " was not given");
  return holds(*value);
}

Criterion join(const SignText& text, std::vector<CriterionValue> values, const std::vector<Condition>& conditions) {
  for (const Condition& one : conditions) {
    if (one && !*one)
      return decided(text, std::move(values), false);
  }
  for (const Condition& one : conditions) {
    if (!one && one.error().code != ErrorCode::BedsideValueRequired)
      return not_computable(text, std::move(values), one.error());
  }
  std::string asked;
  for (const Condition& one : conditions) {
    if (!one)
      asked += (asked.empty() ? "" : "; ") + one.error().message;
  }
  if (!asked.empty())
    return not_computable(text, std::move(values), {ErrorCode::BedsideValueRequired, asked});
  return decided(text, std::move(values), true);
}

// The publication says nothing of an extreme axis: severe load may turn the axis that far.
Condition no_right_axis(const SignContext& context) {
  if (context.confounder)
    return tl::unexpected<Error>(*context.confounder);
  const std::optional<double> axis_deg = context.value("qrs_axis_deg");
  if (!axis_deg)
    return tl::unexpected<Error>(*context.reason("qrs_axis_deg"));
  if (is_extreme_axis(*axis_deg))
    return fail(ErrorCode::IndeterminateAxis, "the axis is extreme, of which the rule says nothing");
  return !is_right_axis(*axis_deg);
}

Condition no_strain(const SignContext& context) {
  const Result<Strain> strain = strain_v2_to_v4(context, true);
  if (!strain)
    return tl::unexpected<Error>(strain.error());
  return *strain == Strain::none;
}

Criterion judge_kovacs(const SignContext& context, const BedsideValues& bedside) {
  const auto bnp = condition(bedside.nt_probnp_pg_per_ml, "NT-proBNP (pg/ml)",
                             [](double value) { return value < kKovacsBnpPgPerMl; });
  const auto saturation = condition(bedside.oxygen_saturation_percent, "arterial oxygen saturation (%)",
                                    [](double value) { return value >= kKovacsSaturationPercent; });
  const auto who_class = condition(bedside.who_functional_class, "WHO functional class",
                                   [](int value) { return value <= kKovacsHighestClass; });
  std::vector<CriterionValue> values = {{"qrs_axis_deg", context.value("qrs_axis_deg")},
                                        {"nt_probnp_pg_per_ml", bedside.nt_probnp_pg_per_ml},
                                        {"oxygen_saturation_percent", bedside.oxygen_saturation_percent},
                                        {"who_functional_class", bedside.who_functional_class}};
  return join(kKovacs, std::move(values), {no_right_axis(context), bnp, saturation, who_class});
}

Criterion judge_bonderman(const SignContext& context, const BedsideValues& bedside) {
  const auto bnp = condition(bedside.nt_probnp_pg_per_ml, "NT-proBNP (pg/ml)",
                             [](double value) { return value < kBondermanBnpPgPerMl; });
  std::vector<CriterionValue> values = {{"nt_probnp_pg_per_ml", bedside.nt_probnp_pg_per_ml}};
  return join(kBonderman, std::move(values), {no_strain(context), bnp});
}

}  // namespace

std::vector<Criterion> bedside_rules(const SignContext& context, const BedsideValues& bedside) {
  return {judge_kovacs(context, bedside), judge_bonderman(context, bedside)};
}

}  // namespace leadwise
