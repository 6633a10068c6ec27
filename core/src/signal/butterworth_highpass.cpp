#include "butterworth_highpass.hpp"

#include <cmath>
#include <numbers>

namespace leadwise {
namespace {

// Twice the cosine of the angle between a prototype pole pair of order 5 and the negative real axis (36 and 72
// degrees): the pair's polynomial is s^2 + damping s + 1.
constexpr double kInnerDamping = std::numbers::phi;        // 2 cos 36 degrees
constexpr double kOuterDamping = std::numbers::phi - 1.0;  // 2 cos 72 degrees

/// Denominator of s^2 + damping s + 1 after the bilinear transform to a high-pass with warped cutoff k.
double pair_norm(double damping, double k) { return 1.0 + damping * k + k * k; }

FilterSection pair_section(double damping, double k) {
  const double norm = pair_norm(damping, k);
  return {1.0, -2.0, 1.0, 2.0 * (k * k - 1.0) / norm, (1.0 - damping * k + k * k) / norm};
}

}  // namespace

std::array<FilterSection, kHighpassSections> design_butterworth_highpass(double cutoff_hz, double sampling_rate_hz) {
  const double k = std::tan(std::numbers::pi * cutoff_hz / sampling_rate_hz);
  const double gain = 1.0 / ((1.0 + k) * pair_norm(kInnerDamping, k) * pair_norm(kOuterDamping, k));
  const FilterSection real_pole{gain, -gain, 0.0, (k - 1.0) / (k + 1.0), 0.0};
  return {real_pole, pair_section(kInnerDamping, k), pair_section(kOuterDamping, k)};
}

}  // namespace leadwise
