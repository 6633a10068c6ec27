#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "delineation/similar_beats.hpp"
#include "delineation/wave_flanks.hpp"
#include "delineation/wave_span.hpp"

namespace leadwise {

/// Where a P or T wave is looked for and what it looks like; samples.
struct WaveSearch {
  std::ptrdiff_t first = 0, last = 0;            ///< the wave lies between
  std::ptrdiff_t peak_first = 0, peak_last = 0;  ///< its peak over all leads lies between
  std::ptrdiff_t half_width = 0;                 ///< of what counts as prominent
  std::ptrdiff_t smoothing = 0;                  ///< half the width of the moving average, passed over twice
  std::ptrdiff_t lead_reach = 0;                 ///< a lead's peak differs from that of all leads by at most this
  FlankRule flanks;
  /// A lead's ends differ from the median over the leads by at most this.
  double on_reach = 0.0, off_reach = 0.0;
};

/// Finds the most prominent wave of all leads together and marks it lead by lead. The ends in small leads are drawn to
/// the median over the leads. A lead that is flat there stays without; nullopt where the wave is nowhere to be seen, or
/// where there is no room for one. `lead_weights`: what a lead's voltages count.
std::optional<BeatWave> find_wave(BeatWindow window, const WaveSearch& search, std::span<const double> lead_weights);

}  // namespace leadwise
