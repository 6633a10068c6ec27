#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// A beat and how far it is alone, in samples at kModelRateHz: from `place - before` to `place + after`, both included.
struct BeatReach {
  std::ptrdiff_t place, before, after;
};

/// The beats of one type. A beat reaches 0.56 s back and 0.70 s on (a PR interval of 400 ms, a QT interval of 600 ms),
/// but not to where the T wave before or the P wave behind (where ectopic beats follow most, the complex) usually lies, nor out
/// of the record. Beats whose QRS complex or the level before it is cut off by the record's ends are left out.
std::vector<BeatReach> find_reaches(std::span<const Beat> beats, BeatType type, std::size_t sample_count);

/// What at least half of the beats reach, around a `place` of 0; {0, 0, 0} of no beats.
BeatReach common_reach(std::span<const BeatReach> reaches);

}  // namespace leadwise
