#include "kaiser_sinc.hpp"

#include <cmath>
#include <numbers>

namespace leadwise {
namespace {

// Kaiser's formulas (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5) for a given attenuation.
constexpr double kAttenuationDb = 80.0;
constexpr double kBeta = 0.1102 * (kAttenuationDb - 8.7);

double width_samples(double transition) {
  return (kAttenuationDb - 8.0) / (2.285 * 2.0 * std::numbers::pi * transition);
}

/// Modified Bessel function of the first kind, order 0, by its power series.
double bessel_i0(double x) {
  double term = 1.0;
  double sum = 1.0;
  for (double k = 1.0; term > 1e-17 * sum; k += 1.0) {
    term *= (x / (2.0 * k)) * (x / (2.0 * k));
    sum += term;
  }
  return sum;
}

double sinc(double x) {
  const double angle = std::numbers::pi * x;
  return angle == 0.0 ? 1.0 : std::sin(angle) / angle;
}

}  // namespace

KaiserSinc::KaiserSinc(double pass_frequency, double stop_frequency)
    : cutoff_(0.5 * (pass_frequency + stop_frequency)),
      half_width_(0.5 * width_samples(stop_frequency - pass_frequency)),
      reach_(static_cast<std::size_t>(std::ceil(half_width_))) {}

double KaiserSinc::value_at(double distance) const {
  const double position = distance / half_width_;
  if (std::abs(position) >= 1.0)
    return 0.0;
  return sinc(2.0 * cutoff_ * distance) * bessel_i0(kBeta * std::sqrt(1.0 - position * position));
}

std::vector<double> KaiserSinc::weights_at(double fraction) const {
  std::vector<double> weights(2 * reach_);
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = value_at(static_cast<double>(i) - static_cast<double>(reach_ - 1) - fraction);
    sum += weights[i];
  }
  for (double& weight : weights)
    weight /= sum;
  return weights;
}

}  // namespace leadwise
