#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise {

/// The sum over 2 * half_width + 1 samples around each sample; beyond the ends lies 0. Linear time. Values are finite.
std::vector<double> moving_sum(std::span<const double> samples, std::size_t half_width);

/// The mean over the same samples; near the ends over those that exist.
std::vector<double> moving_average(std::span<const double> samples, std::size_t half_width);

}  // namespace leadwise
