#pragma once

#include <span>
#include <vector>

#include "delineation/beat_place.hpp"
#include "delineation/slope_grid.hpp"

namespace leadwise {

/// Says of each beat whether a P wave leads to it. All leads are asked together: P waves look alike from beat to beat
/// and keep their distance to the QRS complex; the waves of atrial fibrillation do not, and those of flutter go on
/// between the beats. `slopes`: leads weighted by their noise; `plain_slopes`: all alike.
std::vector<bool> beats_with_p_wave(const SlopeGrid& slopes, const SlopeGrid& plain_slopes,
                                    std::span<const BeatPlace> beats);

}  // namespace leadwise
