#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "delineation/slope_grid.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {

/// A stretch of all leads around one beat, at kModelRateHz. Beyond the record's ends the nearest sample is repeated.
struct BeatWindow {
  std::ptrdiff_t first = 0;  ///< the record's sample at which it begins
  std::size_t length = 0;
  std::vector<double> values;  ///< [lead][sample]

  std::size_t lead_count() const { return values.size() / length; }
  std::span<const double> row(std::size_t lead) const { return {values.data() + lead * length, length}; }
  std::span<double> row(std::size_t lead) { return {values.data() + lead * length, length}; }
};

/// Where a window lies beside its anchor, in samples, and how it is compared with those of other beats.
struct WindowChoice {
  std::ptrdiff_t from = 0, to = 0;
  std::ptrdiff_t compare_from = 0, compare_to = 0;
  std::ptrdiff_t largest_shift = 0;
  double least_correlation = 0.9;
};

/// The window of one beat, averaged with the same window of those neighbours whose waves look alike, each shifted to
/// where it fits best. Noise falls and the beat's own timing stays; a beat unlike its neighbours stands alone.
/// `anchors`: one sample a beat. `slopes`: by which likeness is judged; `leads`: what is averaged.
BeatWindow average_with_similar(const SlopeGrid& slopes, const LeadSamples& leads,
                                std::span<const std::ptrdiff_t> anchors, std::size_t beat, const WindowChoice& choice);

}  // namespace leadwise
