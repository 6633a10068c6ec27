#pragma once

#include <span>

#include "delineation/waves_of_rhythm.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the waves of the representative beat, globally and per lead. `of_rhythm`: what its single beats say; where they cannot,
/// the P wave has to prove itself, more so with an irregularly irregular rhythm, and the T wave to show its end. What the leads
/// hold but no wave can be told from noise stays absent.
void delineate_representative(RepresentativeBeat& beat, std::span<const Beat> beats, RhythmRegularity regularity,
                              const WavesOfRhythm& of_rhythm = {});

}  // namespace leadwise
