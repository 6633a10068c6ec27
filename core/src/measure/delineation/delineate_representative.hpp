#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the waves of the representative beat, globally and per lead. `regularity`: with an irregularly irregular rhythm
/// a P wave has to prove itself. What the leads hold but no wave can be told from noise stays absent.
void delineate_representative(RepresentativeBeat& beat, std::span<const Beat> beats, RhythmRegularity regularity);

}  // namespace leadwise
