#include "metric.hpp"

#include <set>

#include "calibration_metrics.hpp"
#include "confusion.hpp"
#include "rank_metrics.hpp"

namespace leadwise {
namespace evaluate {

std::optional<double> weighted_metric(Metric metric, const SortedExamples& sorted, const PatientWeights& weights,
                                      double threshold) {
  switch (metric) {
    case Metric::calibration_slope:
      return calibration_slope(sorted, weights);
    case Metric::calibration_intercept:
      return calibration_intercept(sorted, weights);
    case Metric::auroc:
      return auroc(sorted, weights);
    case Metric::average_precision:
      return average_precision(sorted, weights);
    case Metric::brier:
      return brier(sorted, weights);
    case Metric::calibration_error:
      return calibration_error(sorted, weights);
    default:
      return confusion_metric(metric, weighted_confusion(sorted, weights, threshold));
  }
}

}  // namespace evaluate

std::string_view metric_name(Metric metric) {
  switch (metric) {
    case Metric::calibration_slope:
      return "calibration_slope";
    case Metric::calibration_intercept:
      return "calibration_intercept";
    case Metric::auroc:
      return "auroc";
    case Metric::average_precision:
      return "average_precision";
    case Metric::brier:
      return "brier";
    case Metric::calibration_error:
      return "calibration_error";
    case Metric::accuracy:
      return "accuracy";
    case Metric::f1:
      return "f1";
    case Metric::mcc:
      return "mcc";
    case Metric::sensitivity:
      return "sensitivity";
    case Metric::specificity:
      return "specificity";
    case Metric::positive_predictive_value:
      return "positive_predictive_value";
    case Metric::negative_predictive_value:
      return "negative_predictive_value";
  }
  return {};
}

bool needs_threshold(Metric metric) { return metric >= Metric::accuracy; }

std::optional<double> metric_value(Metric metric, const std::vector<ScoredExample>& examples, double threshold) {
  if (examples.empty())
    return std::nullopt;
  const evaluate::SortedExamples sorted = evaluate::sort_examples(examples);
  return evaluate::weighted_metric(metric, sorted, evaluate::everybody(sorted), threshold);
}

Confusion confusion_at(const std::vector<ScoredExample>& examples, double threshold) {
  const evaluate::SortedExamples sorted = evaluate::sort_examples(examples);
  const auto weighted = evaluate::weighted_confusion(sorted, evaluate::everybody(sorted), threshold);
  const auto count = [](double weight) { return static_cast<std::size_t>(weight); };
  return {count(weighted.true_positives), count(weighted.false_positives), count(weighted.true_negatives),
          count(weighted.false_negatives)};
}

ExampleCounts count_examples(const std::vector<ScoredExample>& examples) {
  std::set<std::string_view> patients;
  ExampleCounts counts{examples.size(), 0, 0};
  for (const ScoredExample& example : examples) {
    counts.positives += example.positive ? 1U : 0U;
    patients.insert(example.patient);
  }
  counts.patients = patients.size();
  return counts;
}

}  // namespace leadwise
