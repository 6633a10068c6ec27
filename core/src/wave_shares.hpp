#pragma once

#include <span>

#include "leadwise/explanation.hpp"

namespace leadwise {

/// Adds up samples (at kModelRateHz, the first one at 0 s) by the waves that they lie in.
WaveShares share_waves(std::span<const double> samples, std::span<const WaveStretch> stretches);

}  // namespace leadwise
