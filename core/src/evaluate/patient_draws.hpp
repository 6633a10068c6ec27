#pragma once

#include <optional>
#include <vector>

#include "leadwise/metrics.hpp"
#include "leadwise/random.hpp"
#include "sorted_examples.hpp"

namespace leadwise::evaluate {

/// Samples of fewer are too much alike for their spread to mean anything.
inline constexpr std::size_t kFewestPatients = 5;

/// One bootstrap sample: as many patients as there are, drawn with replacement.
PatientWeights draw_patients(std::size_t patients, Random& random);

/// The 2.5th to 97.5th percentile of the replicates' values. Absent where more than a tenth of `replicates` have none, and
/// where all are one value.
std::optional<MetricInterval> interval_of(std::vector<double> values, std::size_t replicates);

}  // namespace leadwise::evaluate
