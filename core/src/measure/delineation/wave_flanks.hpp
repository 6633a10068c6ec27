#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "delineation/wave_span.hpp"

namespace leadwise {

/// One lead between two samples of the record; what lies beyond is held at the values there.
struct LeadStretch {
  std::span<const double> values;
  std::ptrdiff_t first_sample = 0;     ///< of values
  std::ptrdiff_t first = 0, last = 0;  ///< what counts

  double at(std::ptrdiff_t i) const {
    return values[static_cast<std::size_t>(std::clamp(i, first, last) - first_sample)];
  }
  /// How far the voltage at `i` stands out from the line between those `half_width` samples before and after.
  double prominence(std::ptrdiff_t i, std::ptrdiff_t half_width) const {
    return at(i) - (at(i - half_width) + at(i + half_width)) / 2.0;
  }
};

/// How the ends of a wave are found.
struct FlankRule {
  std::ptrdiff_t longest = 0;  ///< from peak to on- or offset, in samples
  /// The wave begins and ends where the slope has fallen to this share of the flank's steepest.
  double on_share = 0.3, off_share = 0.3;
};

/// On- and offset of the wave that peaks at `peak`: outwards along each flank, past its steepest place, to where it
/// has become flat (the thresholds of Laguna et al., Comput. Biomed. Res. 27:45, 1994, on plain slopes).
WaveSpan mark_flanks(const LeadStretch& lead, std::ptrdiff_t peak, const FlankRule& rule);

}  // namespace leadwise
