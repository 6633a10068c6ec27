#pragma once

#include <span>
#include <vector>

#include "delineation/beat_place.hpp"
#include "delineation/slope_grid.hpp"

namespace leadwise {

/// How strongly the leads between the QRS complexes repeat themselves after 152 to 288 ms (about 210 to 390 a minute), as
/// the waves of atrial flutter do: the highest peak of their common autocorrelation, around each beat. 0 where the beats
/// follow each other too fast to tell, and where there is room for a third wave that is not there.
std::vector<double> atrial_periodicity(const SlopeGrid& slopes, std::span<const BeatPlace> beats);

}  // namespace leadwise
