#pragma once

#include <optional>

#include "delineation/spatial_trace.hpp"

namespace leadwise {

/// The part of a flank that a line is laid through, shares of the wave's height.
struct FlankPart {
  double high, low;
};

/// Where a wave's flank comes to rest. `flank`: where it is steepest; `direction`: -1 to find its onset, 1 its end;
/// `limits`: what may be looked at.
///
/// The level that the flank leads to is the mean just beyond the foot. The distance of the leads from that level falls
/// along the flank; a line through its lower part, from `part.high` to `part.low` of the wave's height, meets the level at the foot
/// (a tangent, as in Lepeschkin and Surawicz, Circulation 6:378, 1952, but through many samples and low down, where it
/// ends closer to the wave's visible end). Level and line are found in turns. In samples, between them too; nullopt
/// where there is no falling flank.
std::optional<double> find_wave_foot(const SpatialTrace& trace, std::ptrdiff_t flank, int direction, WaveRange limits,
                                     const FlankPart& part);

}  // namespace leadwise
