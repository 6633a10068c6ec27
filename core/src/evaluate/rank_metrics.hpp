#pragma once

#include "sorted_examples.hpp"

namespace leadwise::evaluate {

/// Share of pairs in the right order (Mann-Whitney), ties one half. Nullopt without both classes.
std::optional<double> auroc(const SortedExamples& sorted, const PatientWeights& weights);

/// Sum over falling thresholds of precision times the gain in recall, without interpolation. Nullopt without a positive.
std::optional<double> average_precision(const SortedExamples& sorted, const PatientWeights& weights);

}  // namespace leadwise::evaluate
