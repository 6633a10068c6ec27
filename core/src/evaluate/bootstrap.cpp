#include <set>

#include "confusion.hpp"
#include "example_check.hpp"
#include "leadwise/random.hpp"
#include "metric.hpp"
#include "patient_draws.hpp"
#include "wilson_interval.hpp"

namespace leadwise {
namespace {

using namespace evaluate;

bool holds_both_classes(const SortedExamples& sorted, const PatientWeights& weights) {
  bool positive = false, negative = false;
  for (const auto& example : sorted.examples) {
    if (weights[example.patient] > 0.0)
      (example.positive ? positive : negative) = true;
  }
  return positive && negative;
}

/// Calls `visit` with the patients of each replicate; gives how many there were. Fewer than asked for only where hardly any
/// sample holds both classes.
template <class Visitor>
std::size_t visit_replicates(const SortedExamples& sorted, const BootstrapSettings& settings, Visitor&& visit) {
  constexpr std::size_t kMostDrawsPerReplicate = 100;
  Random random(settings.seed);
  std::size_t done = 0;
  for (std::size_t draw = 0; draw < kMostDrawsPerReplicate * settings.replicates && done < settings.replicates;
       ++draw) {
    const PatientWeights weights = draw_patients(sorted.patients, random);
    if (!holds_both_classes(sorted, weights))
      continue;
    visit(weights);
    ++done;
  }
  return done;
}

/// Five of each kind at least: samples of fewer patients are too much alike for their spread to mean anything.
bool has_enough_patients(const SortedExamples& sorted) {
  std::set<std::size_t> positives, negatives;
  for (const auto& example : sorted.examples)
    (example.positive ? positives : negatives).insert(example.patient);
  return positives.size() >= kFewestPatients && negatives.size() >= kFewestPatients;
}

/// Values and intervals from what `evaluate_on(metric, weights)` gives on everybody and on every replicate.
template <class Evaluate>
std::vector<MeasuredMetric> measure_all(std::span<const Metric> metrics, const SortedExamples& sorted,
                                        const BootstrapSettings& settings, Evaluate&& evaluate_on) {
  std::vector<std::vector<double>> values(metrics.size());
  const std::size_t replicates = visit_replicates(sorted, settings, [&](const PatientWeights& weights) {
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      if (const std::optional<double> value = evaluate_on(metrics[i], weights))
        values[i].push_back(*value);
    }
  });
  std::vector<MeasuredMetric> measured;
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const std::size_t defined = values[i].size();
    MeasuredMetric metric{metrics[i], evaluate_on(metrics[i], everybody(sorted)), std::nullopt, defined};
    if (metric.value && has_enough_patients(sorted))
      metric.interval = interval_of(std::move(values[i]), replicates);
    measured.push_back(metric);
  }
  return measured;
}

/// Drawing the same patients again cannot show how far a share of 0 or 1 may be from the truth.
void widen_if_degenerate(MeasuredMetric& measured, const SortedExamples& sorted, double threshold) {
  const auto belongs = denominator_of(measured.metric);
  const bool extreme = measured.value == 0.0 || measured.value == 1.0;
  if (!belongs || measured.interval || !extreme || !has_enough_patients(sorted))
    return;
  std::set<std::size_t> patients;
  for (const auto& example : sorted.examples) {
    if ((*belongs)(example, threshold))
      patients.insert(example.patient);
  }
  measured.interval = wilson_interval(*measured.value, static_cast<double>(patients.size()));
}

Result<void> check_settings(const BootstrapSettings& settings) {
  if (settings.replicates > 0)
    return {};
  return fail(ErrorCode::InvalidArgument, "an interval needs replicates");
}

}  // namespace

Result<std::vector<MeasuredMetric>> measure_metrics(const std::vector<ScoredExample>& examples,
                                                    std::span<const Metric> metrics, double threshold,
                                                    const BootstrapSettings& settings) {
  const auto checked = check_examples(examples).and_then([&] { return check_settings(settings); });
  if (!checked)
    return tl::unexpected(checked.error());
  const SortedExamples sorted = sort_examples(examples);
  auto measured = measure_all(metrics, sorted, settings, [&](Metric metric, const PatientWeights& weights) {
    return weighted_metric(metric, sorted, weights, threshold);
  });
  for (MeasuredMetric& metric : measured)
    widen_if_degenerate(metric, sorted, threshold);
  return measured;
}

Result<std::vector<MeasuredMetric>> measure_differences(const ComparedHead& first, const ComparedHead& second,
                                                        std::span<const Metric> metrics,
                                                        const BootstrapSettings& settings) {
  const auto checked = check_examples(first.examples)
                           .and_then([&] { return check_examples(second.examples); })
                           .and_then([&] { return check_pairs(first.examples, second.examples); })
                           .and_then([&] { return check_settings(settings); });
  if (!checked)
    return tl::unexpected(checked.error());
  const SortedExamples a = sort_examples(first.examples), b = sort_examples(second.examples);
  return measure_all(metrics, a, settings, [&](Metric metric, const PatientWeights& weights) -> std::optional<double> {
    const auto one = weighted_metric(metric, a, weights, first.threshold);
    const auto other = weighted_metric(metric, b, weights, second.threshold);
    return one && other ? std::optional(*one - *other) : std::nullopt;
  });
}

}  // namespace leadwise
