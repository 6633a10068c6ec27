#pragma once

#include <optional>

#include "delineation/p_wave.hpp"
#include "delineation/spatial_trace.hpp"

namespace leadwise {

inline constexpr double kTSmoothing = 3.0;  // samples
inline constexpr FlankPart kTFlank{0.32, 0.11};

/// The T wave behind a QRS complex, not beyond `latest`: its end is the foot of its last steep flank, its peak where the
/// leads are furthest from the level that they return to. nullopt where nothing stands out of noise, or no end is to be seen
/// from `vouched_from` on: an end behind it is one, whatever follows.
std::optional<WaveExtent> find_t_wave(const SpatialTrace& trace, std::ptrdiff_t qrs_off, std::ptrdiff_t latest,
                                      double least_height_mv, std::optional<double> vouched_from);

/// Whether the leads leave the level at the wave's end again up to `last`, by more than a U wave does, or the trace ends soon at
/// a level as far from the one before the QRS complex as the wave is high: it was the wave's top, no end.
bool goes_on(const SpatialTrace& trace, const WaveExtent& t, std::ptrdiff_t last);

}  // namespace leadwise
