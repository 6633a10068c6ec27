#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Rate, intervals, axes, gradient and the rest, from what `measurement` holds by now: beats, delineation,
/// representative beat, amplitudes, quality.
std::vector<MeasuredValue> measured_values(const EcgMeasurement& measurement);

}  // namespace leadwise
