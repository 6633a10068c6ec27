#pragma once

#include <optional>

#include "delineation/spatial_trace.hpp"

namespace leadwise {

inline constexpr double kQrsEdgeSmoothing = 1.5;  // samples
inline constexpr double kQrsFootSmoothing = 0.7;

/// Where the QRS complex around sample `r` begins and ends. The spatial velocity of `edges` (kQrsEdgeSmoothing) gives its
/// fast part: the outermost places above a share of the largest velocity. From there outward it lasts as long as the
/// leads of `feet` (kQrsFootSmoothing) are further from the level beside it than that level's own unrest and a small
/// share of the complex's size explain. `between`: where the P wave before ends and the T wave behind begins, as far as it
/// is known: the level is not taken from them. nullopt where nothing stands out of the noise.
std::optional<WaveRange> find_qrs(const SpatialTrace& edges, const SpatialTrace& feet, std::ptrdiff_t r,
                                  WaveRange between);

}  // namespace leadwise
