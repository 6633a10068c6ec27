#include "rank_metrics.hpp"

#include <algorithm>

namespace leadwise::evaluate {

std::optional<double> auroc(const SortedExamples& sorted, const PatientWeights& weights) {
  double won = 0.0, positives = 0.0, negatives = 0.0;
  visit_ties(sorted, weights, [&](const TiedExamples& tied) {
    won += tied.positives * (negatives + 0.5 * tied.negatives);
    positives += tied.positives;
    negatives += tied.negatives;
  });
  if (positives == 0.0 || negatives == 0.0)
    return std::nullopt;
  return won / (positives * negatives);
}

std::optional<double> average_precision(const SortedExamples& sorted, const PatientWeights& weights) {
  std::vector<TiedExamples> falling;
  visit_ties(sorted, weights, [&](const TiedExamples& tied) { falling.push_back(tied); });
  std::reverse(falling.begin(), falling.end());
  double positives = 0.0, called = 0.0, sum = 0.0;
  for (const TiedExamples& tied : falling) {
    positives += tied.positives;
    called += tied.weight();
    sum += tied.positives * positives / called;
  }
  if (positives == 0.0)
    return std::nullopt;
  return sum / positives;
}

}  // namespace leadwise::evaluate
