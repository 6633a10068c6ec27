#include "confusion.hpp"

#include <cmath>

namespace leadwise::evaluate {
namespace {

std::optional<double> share(double part, double whole) {
  return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

/// Matthews 1975. Undefined where a row or column is empty.
std::optional<double> matthews(const WeightedConfusion& c) {
  const double rows = (c.true_positives + c.false_negatives) * (c.true_negatives + c.false_positives);
  const double columns = (c.true_positives + c.false_positives) * (c.true_negatives + c.false_negatives);
  const double agreement = c.true_positives * c.true_negatives - c.false_positives * c.false_negatives;
  return share(agreement, std::sqrt(rows) * std::sqrt(columns));
}

bool is_called(const SortedExamples::Example& example, double threshold) { return example.probability >= threshold; }

}  // namespace

WeightedConfusion weighted_confusion(const SortedExamples& sorted, const PatientWeights& weights, double threshold) {
  WeightedConfusion confusion;
  for (const auto& example : sorted.examples) {
    const double weight = weights[example.patient];
    if (is_called(example, threshold))
      (example.positive ? confusion.true_positives : confusion.false_positives) += weight;
    else
      (example.positive ? confusion.false_negatives : confusion.true_negatives) += weight;
  }
  return confusion;
}

std::optional<double> confusion_metric(Metric metric, const WeightedConfusion& c) {
  switch (metric) {
    case Metric::accuracy:
      return share(c.true_positives + c.true_negatives, c.weight());
    case Metric::f1:
      return share(2.0 * c.true_positives, 2.0 * c.true_positives + c.false_positives + c.false_negatives);
    case Metric::mcc:
      return matthews(c);
    case Metric::sensitivity:
      return share(c.true_positives, c.true_positives + c.false_negatives);
    case Metric::specificity:
      return share(c.true_negatives, c.true_negatives + c.false_positives);
    case Metric::positive_predictive_value:
      return share(c.true_positives, c.true_positives + c.false_positives);
    case Metric::negative_predictive_value:
      return share(c.true_negatives, c.true_negatives + c.false_negatives);
    default:
      return std::nullopt;
  }
}

std::optional<Membership> denominator_of(Metric metric) {
  using Example = SortedExamples::Example;
  switch (metric) {
    case Metric::accuracy:
      return [](const Example&, double) { return true; };
    case Metric::sensitivity:
      return [](const Example& example, double) { return example.positive; };
    case Metric::specificity:
      return [](const Example& example, double) { return !example.positive; };
    case Metric::positive_predictive_value:
      return is_called;
    case Metric::negative_predictive_value:
      return [](const Example& example, double threshold) { return !is_called(example, threshold); };
    default:
      return std::nullopt;
  }
}

}  // namespace leadwise::evaluate
