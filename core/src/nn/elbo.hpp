#pragma once

#include <span>

#include "leadwise/model.hpp"

namespace leadwise::nn {

/// Kullback-Leibler divergence of a diagonal Gaussian from the standard normal, in nats.
double kl_from_standard_normal(const Gaussian& gaussian);

/// Mean over samples of the log-density under a Gaussian of variance 1 around the reconstruction, in nats.
double mean_log_density(std::span<const double> samples, std::span<const float> reconstruction);

}  // namespace leadwise::nn
