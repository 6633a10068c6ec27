#pragma once

#include <vector>

#include "quality/electrode_exchanges.hpp"
#include "quality/usual_waves.hpp"
#include "quality/wave_moments.hpp"

namespace leadwise {

/// What a beat's waves say for each of electrode_exchanges(); absent waves say nothing (0). Only leads that the beat
/// holds are compared, among them I and II.
std::vector<Evidence> exchange_evidence(const BeatMoments& beat);

}  // namespace leadwise
