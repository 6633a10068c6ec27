#pragma once

#include "logistic_regression.hpp"
#include "sorted_examples.hpp"

namespace leadwise::evaluate {

/// What of p = sigmoid(slope * logit + intercept) is fitted; the other stays at slope 1, intercept 0.
enum class Recalibration : std::uint8_t { slope_and_intercept, slope, intercept };

/// Columns: logit if the slope is fitted, then ones if the intercept is.
LogisticProblem recalibration_problem(const SortedExamples& sorted, const PatientWeights& weights, Recalibration what);

/// Whether the classes do not overlap along the score, so that the likelihood grows without end (Albert and Anderson 1984).
/// Also true without both classes.
bool separates(const SortedExamples& sorted, const PatientWeights& weights, Recalibration what);

}  // namespace leadwise::evaluate
