#include "calibration_metrics.hpp"

#include <algorithm>
#include <cmath>

#include "logistic_regression.hpp"
#include "recalibration.hpp"

namespace leadwise::evaluate {
namespace {

constexpr std::size_t kBins = 10;

}  // namespace

double brier(const SortedExamples& sorted, const PatientWeights& weights) {
  double sum = 0.0, total = 0.0;
  visit_ties(sorted, weights, [&](const TiedExamples& tied) {
    const double p = tied.probability;
    sum += tied.positives * (1.0 - p) * (1.0 - p) + tied.negatives * p * p;
    total += tied.weight();
  });
  return sum / total;
}

double calibration_error(const SortedExamples& sorted, const PatientWeights& weights) {
  double total = 0.0;
  visit_ties(sorted, weights, [&](const TiedExamples& tied) { total += tied.weight(); });
  const double bin_mass = total / static_cast<double>(kBins);
  std::array<double, kBins> gaps{};
  double before = 0.0;
  visit_ties(sorted, weights, [&](const TiedExamples& tied) {
    // The group's gap between probability and label, spread evenly over the bins that its mass lies in.
    const double gap = (tied.weight() * tied.probability - tied.positives) / tied.weight();
    const double after = before + tied.weight();
    for (auto bin = static_cast<std::size_t>(before / bin_mass); bin < kBins; ++bin) {
      const double low = std::max(before, static_cast<double>(bin) * bin_mass);
      const double high = std::min(after, static_cast<double>(bin + 1) * bin_mass);
      if (low >= after)
        break;
      gaps[bin] += std::max(0.0, high - low) * gap;
    }
    before = after;
  });
  double sum = 0.0;
  for (const double gap : gaps)
    sum += std::fabs(gap);
  return sum / total;
}

std::optional<double> calibration_slope(const SortedExamples& sorted, const PatientWeights& weights) {
  if (separates(sorted, weights, Recalibration::slope_and_intercept))
    return std::nullopt;
  const auto fit = fit_logistic(recalibration_problem(sorted, weights, Recalibration::slope_and_intercept));
  return fit ? std::optional(fit->coefficients[0]) : std::nullopt;
}

std::optional<double> calibration_intercept(const SortedExamples& sorted, const PatientWeights& weights) {
  if (separates(sorted, weights, Recalibration::intercept))
    return std::nullopt;
  const auto fit = fit_logistic(recalibration_problem(sorted, weights, Recalibration::intercept));
  return fit ? std::optional(fit->coefficients[0]) : std::nullopt;
}

}  // namespace leadwise::evaluate
