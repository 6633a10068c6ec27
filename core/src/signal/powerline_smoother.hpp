#pragma once

#include "lead_group.hpp"

namespace leadwise {

/// Length of the moving average: one period of 50 Hz mains at kModelRateHz.
inline constexpr std::size_t kPowerlineSamples = 10;

/// Removes mains hum from leads at kModelRateHz: a moving average of kPowerlineSamples forward and backward, as
/// SciPy's `filtfilt(ones(10), [10], x, method="pad")`. Needs at least kPowerlineSamples samples.
void smooth_powerline(LeadGroup& group);

}  // namespace leadwise
