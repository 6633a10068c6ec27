#include "patient_draws.hpp"

#include <algorithm>

namespace leadwise::evaluate {
namespace {

/// Linear interpolation between order statistics. `values` sorted.
double percentile(const std::vector<double>& values, double share) {
  const double position = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const auto above = std::min(below + 1, values.size() - 1);
  return values[below] + (position - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace

PatientWeights draw_patients(std::size_t patients, Random& random) {
  PatientWeights weights(patients, 0.0);
  for (std::size_t i = 0; i < patients; ++i)
    weights[static_cast<std::size_t>(random.below(patients))] += 1.0;
  return weights;
}

std::optional<MetricInterval> interval_of(std::vector<double> values, std::size_t replicates) {
  constexpr double kSmallestDefinedShare = 0.9;
  if (values.empty() || static_cast<double>(values.size()) < kSmallestDefinedShare * static_cast<double>(replicates))
    return std::nullopt;
  std::sort(values.begin(), values.end());
  const MetricInterval interval{percentile(values, 0.025), percentile(values, 0.975)};
  // No width is no knowledge: the replicates could not tell, not that there is nothing to tell.
  return interval.low < interval.high ? std::optional(interval) : std::nullopt;
}

}  // namespace leadwise::evaluate
