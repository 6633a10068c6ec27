#include <algorithm>
#include <cmath>
#include <set>

#include "example_check.hpp"
#include "leadwise/calibration.hpp"

namespace leadwise {
namespace {

using namespace evaluate;

/// For each record, the share of the other class that it is on the right side of; ties one half.
struct Placements {
  std::vector<double> positives, negatives;
};

std::vector<double> sorted_logits(const std::vector<ScoredExample>& examples, bool positive) {
  std::vector<double> logits;
  for (const ScoredExample& example : examples) {
    if (example.positive == positive)
      logits.push_back(example.logit);
  }
  std::sort(logits.begin(), logits.end());
  return logits;
}

double share_below(const std::vector<double>& sorted, double logit) {
  const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), logit);
  const auto below = static_cast<double>(first - sorted.begin()), tied = static_cast<double>(last - first);
  return (below + 0.5 * tied) / static_cast<double>(sorted.size());
}

Placements place(const std::vector<ScoredExample>& examples) {
  const auto positives = sorted_logits(examples, true), negatives = sorted_logits(examples, false);
  Placements placements;
  for (const ScoredExample& example : examples) {
    if (example.positive)
      placements.positives.push_back(share_below(negatives, example.logit));
    else
      placements.negatives.push_back(1.0 - share_below(positives, example.logit));
  }
  return placements;
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

double variance_of_mean(const std::vector<double>& values) {
  const double middle = mean(values);
  double sum = 0.0;
  for (const double value : values)
    sum += (value - middle) * (value - middle);
  const auto count = static_cast<double>(values.size());
  return sum / (count - 1.0) / count;
}

double variance(const Placements& placements) {
  return variance_of_mean(placements.positives) + variance_of_mean(placements.negatives);
}

Result<void> check_independent(const std::vector<ScoredExample>& examples) {
  std::set<std::string_view> patients;
  std::size_t positives = 0;
  for (const ScoredExample& example : examples) {
    if (!patients.insert(example.patient).second)
      return fail(ErrorCode::RepeatedPatient,
                  "patient \"" + example.patient + "\" has several records: DeLong's method takes one a patient");
    positives += example.positive ? 1U : 0U;
  }
  if (positives >= 2 && examples.size() - positives >= 2)
    return {};
  return fail(ErrorCode::NoUsableRecord, "DeLong's method needs two records of each class");
}

Result<void> check(const std::vector<ScoredExample>& examples) {
  return check_examples(examples).and_then([&] { return check_independent(examples); });
}

void subtract(std::vector<double>& from, const std::vector<double>& other) {
  for (std::size_t i = 0; i < from.size(); ++i)
    from[i] -= other[i];
}

}  // namespace

Result<DeLongAuroc> delong_auroc(const std::vector<ScoredExample>& examples) {
  if (const auto checked = check(examples); !checked)
    return tl::unexpected(checked.error());
  const Placements placements = place(examples);
  DeLongAuroc result{mean(placements.positives), variance(placements), std::nullopt};
  if (!(result.variance > 0.0))
    return result;
  const double half_width = kNormal97_5 * std::sqrt(result.variance);
  result.interval = MetricInterval{std::max(0.0, result.auroc - half_width), std::min(1.0, result.auroc + half_width)};
  return result;
}

Result<DeLongComparison> delong_comparison(const std::vector<ScoredExample>& first,
                                           const std::vector<ScoredExample>& second) {
  const auto checked =
      check(first).and_then([&] { return check(second); }).and_then([&] { return check_pairs(first, second); });
  if (!checked)
    return tl::unexpected(checked.error());
  // The variance of a difference of means over the same records is that of the mean of their differences.
  Placements differences = place(first);
  const Placements others = place(second);
  subtract(differences.positives, others.positives);
  subtract(differences.negatives, others.negatives);
  DeLongComparison result{mean(differences.positives), variance(differences), std::nullopt};
  if (result.variance > 0.0)
    result.p_value = std::erfc(std::fabs(result.difference) / std::sqrt(2.0 * result.variance));
  return result;
}

}  // namespace leadwise
