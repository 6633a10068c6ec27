#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise {

/// The mean over 2 * half_width + 1 samples around each sample; near the ends over those that exist. Linear time.
/// Values are finite.
std::vector<double> moving_average(std::span<const double> samples, std::size_t half_width);

}  // namespace leadwise
