#pragma once

#include "sorted_examples.hpp"

namespace leadwise::evaluate {

std::optional<double> weighted_metric(Metric metric, const SortedExamples& sorted, const PatientWeights& weights,
                                      double threshold);

/// Everybody once.
inline PatientWeights everybody(const SortedExamples& sorted) { return PatientWeights(sorted.patients, 1.0); }

}  // namespace leadwise::evaluate
