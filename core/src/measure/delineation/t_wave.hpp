#pragma once

#include <optional>

#include "delineation/p_wave.hpp"
#include "delineation/spatial_trace.hpp"

namespace leadwise {

inline constexpr double kTSmoothing = 3.0;  // samples
inline constexpr FlankPart kTFlank{0.32, 0.11};

/// The T wave behind a QRS complex, not beyond `latest`: its end is the foot of its last steep flank, its peak where the
/// leads are furthest from the level that they return to. nullopt where nothing stands out of noise.
std::optional<WaveExtent> find_t_wave(const SpatialTrace& trace, std::ptrdiff_t qrs_off, std::ptrdiff_t latest,
                                      double least_height_mv);

}  // namespace leadwise
