#include <algorithm>
#include <cmath>
#include <functional>

#include "example_check.hpp"
#include "leadwise/calibration.hpp"
#include "leadwise/calibration_fit.hpp"

namespace leadwise {
namespace {

std::vector<double> falling_probabilities(const std::vector<ScoredExample>& examples, bool only_positives) {
  std::vector<double> probabilities;
  for (const ScoredExample& example : examples) {
    if (example.positive || !only_positives)
      probabilities.push_back(probability_of_logit(example.logit));
  }
  std::sort(probabilities.begin(), probabilities.end(), std::greater<>());
  return probabilities;
}

/// The lowest score among the positives that must be found.
double lowest_found(const std::vector<ScoredExample>& examples, double target) {
  constexpr double kRounding = 1e-9;
  const auto positives = falling_probabilities(examples, true);
  const double needed = std::ceil(target * static_cast<double>(positives.size()) - kRounding);
  return positives[static_cast<std::size_t>(std::max(1.0, needed)) - 1];
}

double half_way_down(const std::vector<ScoredExample>& examples, double probability) {
  const auto all = falling_probabilities(examples, false);
  const auto below = std::find_if(all.begin(), all.end(), [=](double other) { return other < probability; });
  return below == all.end() ? probability : 0.5 * (probability + *below);
}

}  // namespace

Result<SensitivityThreshold> threshold_at_sensitivity(const std::vector<ScoredExample>& examples, double target,
                                                      const BootstrapSettings& settings) {
  if (const auto checked = evaluate::check_examples(examples); !checked)
    return tl::unexpected(checked.error());
  if (!(target > 0.0 && target <= 1.0))
    return fail(ErrorCode::InvalidArgument, "a target sensitivity must be above 0 and at most 1");
  const double threshold = half_way_down(examples, lowest_found(examples, target));
  constexpr std::array kReached = {Metric::sensitivity, Metric::specificity};
  const auto reached = measure_metrics(examples, kReached, threshold, settings);
  if (!reached)
    return tl::unexpected(reached.error());
  return SensitivityThreshold{threshold, (*reached)[0], (*reached)[1]};
}

}  // namespace leadwise
