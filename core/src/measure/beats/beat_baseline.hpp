#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "beats/beat_window.hpp"

namespace leadwise {

/// Where beats show the level before their QRS complex, in samples from their common point, both included.
struct LevelBeforeQrs {
  std::ptrdiff_t first, last;
};

/// The 20 ms before the voltages of an average beat first move fast. `rows`: one a lead, from `window.before` samples
/// before the common point to `window.after` behind it.
LevelBeforeQrs find_level_before_qrs(std::span<const std::vector<double>> rows, const BeatReach& window);

/// The baseline of one lead: straight lines between the levels before the QRS complexes (Meyer and Keiser, Comput.
/// Biomed. Res. 10:459, 1977, take splines). Level where no neighbour lies within 2.5 s.
class BeatBaseline {
 public:
  BeatBaseline(std::span<const double> samples, std::span<const BeatReach> beats, const LevelBeforeQrs& level);

  /// Around beat `i`: one value a sample from `before` samples before its common point to `after` samples behind it.
  std::vector<double> around(std::size_t i, std::ptrdiff_t before, std::ptrdiff_t after) const;

 private:
  /// mV a sample between beats `i` and `i + 1`.
  double slope(std::size_t i) const;

  std::span<const BeatReach> beats_;
  double knot_;  ///< from the common point
  std::vector<double> levels_;
};

}  // namespace leadwise
