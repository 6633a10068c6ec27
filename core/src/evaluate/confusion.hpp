#pragma once

#include "sorted_examples.hpp"

namespace leadwise::evaluate {

/// A confusion matrix whose examples count as often as their patients were drawn.
struct WeightedConfusion {
  double true_positives = 0.0, false_positives = 0.0, true_negatives = 0.0, false_negatives = 0.0;

  double weight() const { return true_positives + false_positives + true_negatives + false_negatives; }
};

WeightedConfusion weighted_confusion(const SortedExamples& sorted, const PatientWeights& weights, double threshold);

/// A metric of the confusion matrix alone. Nullopt where it would be a share of nothing.
std::optional<double> confusion_metric(Metric metric, const WeightedConfusion& confusion);

/// Which examples a share is of; examples outside it do not count for its interval. Nullopt where the metric is no share.
using Membership = bool (*)(const SortedExamples::Example& example, double threshold);
std::optional<Membership> denominator_of(Metric metric);

}  // namespace leadwise::evaluate
