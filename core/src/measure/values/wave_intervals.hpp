#pragma once

#include <optional>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// p_duration_ms, pr_ms, qrs_ms and qt_ms: global intervals of the representative beat, from the earliest onset to the
/// latest end over the leads. Standard errors come from the same intervals of single beats.
std::vector<MeasuredValue> interval_values(const EcgMeasurement& measurement);

/// Median distance of the single beats' PR from their median; nullopt of fewer than three beats with a P wave.
std::optional<double> pr_scatter_ms(const EcgMeasurement& measurement);

}  // namespace leadwise
