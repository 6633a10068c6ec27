#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// The classical signs and the two bedside rules, each once and in a fixed order. None is computable of a child, as all were
/// published of adults, nor where the amplitudes are not those of an ECG; in paced beats no bundle branch block is told.
std::vector<Criterion> judge_criteria(const EcgMeasurement& measurement, const BedsideValues& bedside,
                                      std::optional<double> age_years = {});

}  // namespace leadwise
