#pragma once

#include "sorted_examples.hpp"

namespace leadwise::evaluate {

/// Mean squared difference of probability and label.
double brier(const SortedExamples& sorted, const PatientWeights& weights);

/// Expected calibration error over ten bins of equal mass. Examples of equal scores share the bins that they fall in, so that
/// their order does not matter.
double calibration_error(const SortedExamples& sorted, const PatientWeights& weights);

/// Slope of the logistic recalibration. Nullopt where no finite one exists.
std::optional<double> calibration_slope(const SortedExamples& sorted, const PatientWeights& weights);

/// Its intercept with the slope held at 1. Nullopt without both classes.
std::optional<double> calibration_intercept(const SortedExamples& sorted, const PatientWeights& weights);

}  // namespace leadwise::evaluate
