#include "elbo.hpp"

#include <cmath>

namespace leadwise::nn {
namespace {

constexpr double kLogTwoPi = 1.8378770664093454836;

}  // namespace

double kl_from_standard_normal(const Gaussian& gaussian) {
  double sum = 0.0;
  for (std::size_t i = 0; i < gaussian.mu.size(); ++i) {
    const double mu = static_cast<double>(gaussian.mu[i]), logvar = static_cast<double>(gaussian.logvar[i]);
    sum += std::exp(logvar) + mu * mu - 1.0 - logvar;
  }
  return 0.5 * sum;
}

double mean_log_density(std::span<const double> samples, std::span<const float> reconstruction) {
  double squares = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double error = samples[i] - static_cast<double>(reconstruction[i]);
    squares += error * error;
  }
  return -0.5 * (kLogTwoPi + squares / static_cast<double>(samples.size()));
}

}  // namespace leadwise::nn
