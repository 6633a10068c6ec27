#pragma once

#include <cstddef>
#include <span>

namespace leadwise {

/// Plateaus within about ten seconds, at the extreme that has more of them.
struct Clipping {
  double typical = 0.0;  ///< the median over as many equal parts as the recording has ten seconds
  double worst = 0.0;
};

/// Plateaus of 8 ms or longer at the largest or the smallest value of a recorded lead (mV, NaN = missing), as a
/// saturated amplifier or converter leaves them: left by a steep step, or longer than the top of any wave. None at a level
/// within 0.3 mV of the lead's mean.
Clipping find_clipping(std::span<const double> samples_mv, double sampling_rate_hz);

}  // namespace leadwise
