#pragma once

#include <span>

#include "delineation/p_wave_of_rhythm.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the waves of the representative beat, globally and per lead. `p_wave`: what its single beats say; where they cannot,
/// the P wave has to prove itself, more so with an irregularly irregular rhythm. What the leads hold but no wave can be told
/// from noise stays absent.
void delineate_representative(RepresentativeBeat& beat, std::span<const Beat> beats, RhythmRegularity regularity,
                              const PWaveOfRhythm& p_wave = {});

}  // namespace leadwise
