#pragma once

#include <array>
#include <cstddef>

namespace leadwise {

/// One second-order section: y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2].
struct FilterSection {
  double b0, b1, b2;
  double a1, a2;
};

inline constexpr std::size_t kHighpassSections = 3;

/// Butterworth high-pass of order 5, in the section order and gain placement of SciPy's
/// `butter(5, cutoff_hz, "highpass", fs=sampling_rate_hz, output="sos")`: first the real pole, which carries the whole
/// gain, last the pair nearest to the unit circle. The coefficients agree with SciPy's within a few rounding errors.
/// Needs 0 < cutoff_hz < sampling_rate_hz / 4 (above that SciPy orders sections otherwise).
std::array<FilterSection, kHighpassSections> design_butterworth_highpass(double cutoff_hz, double sampling_rate_hz);

}  // namespace leadwise
