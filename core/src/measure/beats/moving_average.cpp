#include "beats/moving_average.hpp"

#include <algorithm>

namespace leadwise {
namespace {

struct Window {
  std::size_t first, last;
};

Window window_around(std::size_t i, std::size_t half_width, std::size_t count) {
  return {i > half_width ? i - half_width : 0, std::min(count, i + half_width + 1)};
}

}  // namespace

std::vector<double> moving_sum(std::span<const double> samples, std::size_t half_width) {
  const std::size_t count = samples.size();
  std::vector<double> sums(count + 1, 0.0);
  for (std::size_t i = 0; i < count; ++i) {
    sums[i + 1] = sums[i] + samples[i];
  }
  std::vector<double> windows(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Window window = window_around(i, half_width, count);
    windows[i] = sums[window.last] - sums[window.first];
  }
  return windows;
}

std::vector<double> moving_average(std::span<const double> samples, std::size_t half_width) {
  std::vector<double> means = moving_sum(samples, half_width);
  for (std::size_t i = 0; i < means.size(); ++i) {
    const Window window = window_around(i, half_width, means.size());
    means[i] /= static_cast<double>(window.last - window.first);
  }
  return means;
}

}  // namespace leadwise
