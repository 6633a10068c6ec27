#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// The classical signs and the two bedside rules, each once and in a fixed order.
std::vector<Criterion> judge_criteria(const EcgMeasurement& measurement, const BedsideValues& bedside);

}  // namespace leadwise
