#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "slope_grid.hpp"

namespace leadwise {

/// A beat's QRS complex in samples, and where the T wave before it ends.
struct BeatPlace {
  std::ptrdiff_t qrs_on = 0, qrs_off = 0, t_off_before = 0;
  /// Not so where another morphology says that it may not follow the atria.
  bool shows_the_rhythm = true;
};

/// Says of each beat whether a P wave leads to it. All leads are asked together: P waves look alike from beat to beat
/// and keep their distance to the QRS complex; the waves of atrial fibrillation do not, and those of flutter go on
/// between the beats. `slopes`: leads weighted by their noise; `plain_slopes`: all alike.
std::vector<bool> beats_with_p_wave(const SlopeGrid& slopes, const SlopeGrid& plain_slopes,
                                    std::span<const BeatPlace> beats);

}  // namespace leadwise
