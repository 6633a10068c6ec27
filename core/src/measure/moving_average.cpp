#include "moving_average.hpp"

#include <algorithm>

namespace leadwise {

std::vector<double> moving_average(std::span<const double> samples, std::size_t half_width) {
  const std::size_t count = samples.size();
  std::vector<double> sums(count + 1, 0.0);
  for (std::size_t i = 0; i < count; ++i) {
    sums[i + 1] = sums[i] + samples[i];
  }
  std::vector<double> means(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = i > half_width ? i - half_width : 0;
    const std::size_t last = std::min(count, i + half_width + 1);
    means[i] = (sums[last] - sums[first]) / static_cast<double>(last - first);
  }
  return means;
}

}  // namespace leadwise
