#pragma once

#include <cstddef>
#include <span>

namespace leadwise {

struct Clipping {
  std::size_t plateaus = 0;  ///< at the extreme that has more of them
  double level_mv = 0.0;
};

/// Plateaus of 8 ms or longer at the largest or the smallest value of a recorded lead (mV, NaN = missing), as a
/// saturated amplifier or converter leaves them: left by a steep step, or longer than the top of any wave. None at a level
/// within 0.3 mV of the lead's mean.
Clipping find_clipping(std::span<const double> samples_mv, double sampling_rate_hz);

}  // namespace leadwise
