#pragma once

#include "lead_group.hpp"

namespace leadwise {

/// Odd extension of SciPy's sosfiltfilt for this design: 3 * (2 * 3 sections + 1 - 1 for the section of first order).
inline constexpr std::size_t kBaselinePadSamples = 18;

/// Removes baseline wander from leads at kModelRateHz: Butterworth high-pass, order 5, 0.5 Hz, forward and backward
/// with odd padding and steady initial states, as SciPy's `sosfiltfilt`. Needs more than kBaselinePadSamples samples.
void remove_baseline(LeadGroup& group);

}  // namespace leadwise
