#pragma once

#include <optional>

#include "delineation/spatial_trace.hpp"
#include "delineation/wave_foot.hpp"

namespace leadwise {

/// A wave in samples of the representative beat, between them too.
struct WaveExtent {
  double on;
  std::ptrdiff_t peak;
  double off;
};

/// What a bump must show before it is called a P wave: its height over the chord between its surroundings, root mean
/// square over the leads.
struct PWaveProof {
  double least_height_mv = 0.0;
  double over_median = 0.0;      ///< times the median of what the rest of the window shows
  double over_highest = 0.0;     ///< times the highest of it
  double unmistakable_mv = 0.0;  ///< so high that twice the median is enough
};

inline constexpr double kPSmoothing = 3.0;  // samples
inline constexpr FlankPart kPFlank{0.42, 0.16};

/// The P wave before a QRS complex that begins at `qrs_on`, not before `earliest`: the highest bump over the chord
/// between its surroundings 50 ms to either side, its ends where its flanks come to rest. nullopt where no bump stands
/// out, as in atrial fibrillation, or where it has no two flanks, as when it is fused with the T wave.
std::optional<WaveExtent> find_p_wave(const SpatialTrace& trace, std::ptrdiff_t earliest, std::ptrdiff_t qrs_on,
                                      const PWaveProof& proof);

/// How high the trace rises within this extent over the chord between its surroundings, mV.
double p_wave_height_mv(const SpatialTrace& trace, const WaveExtent& p, std::ptrdiff_t qrs_on);

}  // namespace leadwise
