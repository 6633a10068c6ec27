#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise {

// How well a head's answers fit labels. Definitions and sources: docs/evaluation.md.

/// One record's answer beside the truth.
struct ScoredExample {
  double logit;  ///< log(p / (1 - p)), calibrated if the probability is to be judged
  bool positive;
  std::string patient;
};

enum class Metric : std::uint8_t {
  calibration_slope,      ///< of the logistic recalibration; 1 is right
  calibration_intercept,  ///< calibration in the large: the intercept with the slope held at 1; 0 is right
  auroc,
  average_precision,
  brier,
  calibration_error,  ///< ECE over ten bins of equal mass
  accuracy,
  f1,
  mcc,
  sensitivity,
  specificity,
  positive_predictive_value,
  negative_predictive_value,
};

/// In the order in which they are reported.
inline constexpr std::array kAllMetrics = {Metric::calibration_slope,
                                           Metric::calibration_intercept,
                                           Metric::auroc,
                                           Metric::average_precision,
                                           Metric::brier,
                                           Metric::calibration_error,
                                           Metric::accuracy,
                                           Metric::f1,
                                           Metric::mcc,
                                           Metric::sensitivity,
                                           Metric::specificity,
                                           Metric::positive_predictive_value,
                                           Metric::negative_predictive_value};

/// The name in results, e.g. "calibration_slope".
std::string_view metric_name(Metric metric);

/// Whether the metric depends on a threshold.
bool needs_threshold(Metric metric);

/// Nullopt where it is not defined: AUROC of one class, a slope where the score separates the classes, a share of nothing.
/// `threshold` is a probability; positive is what reaches it.
std::optional<double> metric_value(Metric metric, const std::vector<ScoredExample>& examples, double threshold = 0.5);

struct Confusion {
  std::size_t true_positives = 0, false_positives = 0, true_negatives = 0, false_negatives = 0;
};
Confusion confusion_at(const std::vector<ScoredExample>& examples, double threshold);

struct ExampleCounts {
  std::size_t records = 0, positives = 0, patients = 0;
};
ExampleCounts count_examples(const std::vector<ScoredExample>& examples);

struct MetricInterval {
  double low, high;
};

/// A metric with its 95 % interval.
struct MeasuredMetric {
  Metric metric;
  std::optional<double> value;
  /// Absent where the value is, with fewer than five patients of either class, where the metric is undefined in more than
  /// a tenth of the replicates, and where all replicates give one value.
  std::optional<MetricInterval> interval;
  /// Replicates in which the metric is defined.
  std::size_t replicates = 0;
};

struct BootstrapSettings {
  std::uint64_t seed = 1;
  std::size_t replicates = 1000;
};

/// Metrics with the 2.5th to 97.5th percentile over bootstrap samples of whole patients, drawn with replacement; samples
/// without both classes are drawn again. A share that is 0 or 1 in every replicate gets Wilson's interval over the patients
/// that it rests on. Errors: NoUsableRecord (no examples), OneClassOnly, NonFiniteSample (a logit, by position).
Result<std::vector<MeasuredMetric>> measure_metrics(const std::vector<ScoredExample>& examples,
                                                    std::span<const Metric> metrics, double threshold,
                                                    const BootstrapSettings& settings);

/// One of two heads in a paired comparison.
struct ComparedHead {
  const std::vector<ScoredExample>& examples;
  double threshold = 0.5;
};

/// first - second, both on the same records: the same patients are drawn for both in every replicate.
/// Errors: those of measure_metrics; InvalidArgument where the two do not hold the same records in the same order.
Result<std::vector<MeasuredMetric>> measure_differences(const ComparedHead& first, const ComparedHead& second,
                                                        std::span<const Metric> metrics,
                                                        const BootstrapSettings& settings);

/// AUROC by DeLong et al. 1988: records must be independent of each other.
struct DeLongAuroc {
  double auroc, variance;
  std::optional<MetricInterval> interval;  ///< 95 %, Wald, cut at 0 and 1; absent where the variance is 0
};
/// Errors: RepeatedPatient naming the first patient with a second record; OneClassOnly; NoUsableRecord unless there are two
/// records of each class.
Result<DeLongAuroc> delong_auroc(const std::vector<ScoredExample>& examples);

struct DeLongComparison {
  double difference;  ///< first - second
  double variance;
  std::optional<double> p_value;  ///< two-sided; absent where the variance is 0
};
/// Errors: those of delong_auroc; InvalidArgument where the two do not hold the same records in the same order.
Result<DeLongComparison> delong_comparison(const std::vector<ScoredExample>& first,
                                           const std::vector<ScoredExample>& second);

/// Net benefit at one threshold probability (Vickers and Elkin 2006), per record.
struct NetBenefit {
  double threshold;
  double model, all;  ///< acting on positives of the model, on everybody; on nobody it is 0
};
/// Errors: NoUsableRecord; InvalidArgument for a threshold outside 0..1 or on its ends.
Result<std::vector<NetBenefit>> decision_curve(const std::vector<ScoredExample>& examples,
                                               std::span<const double> thresholds);

}  // namespace leadwise
