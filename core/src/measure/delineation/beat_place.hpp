#pragma once

#include <cstddef>
#include <span>

namespace leadwise {

/// A beat's QRS complex in samples, and where the T wave before it ends.
struct BeatPlace {
  std::ptrdiff_t qrs_on = 0, qrs_off = 0, t_off_before = 0;
  /// Not so where another morphology says that it may not follow the atria.
  bool shows_the_rhythm = true;
};

/// The median change from one interval between beats to the next, in parts of the interval: a few per cent in sinus
/// rhythm, 10 to 40 % in atrial fibrillation. 0 of fewer than three beats.
double interval_irregularity(std::span<const BeatPlace> beats);

}  // namespace leadwise
