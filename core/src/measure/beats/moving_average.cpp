#include "beats/moving_average.hpp"

#include <algorithm>
#include <memory>

namespace leadwise {
namespace {

// Sums up to each sample, of which every window's sum is a difference.
class RunningSums {
 public:
  explicit RunningSums(std::span<const double> samples) : count_(samples.size()), sums_(new double[count_ + 1]) {
    sums_[0] = 0.0;
    for (std::size_t i = 0; i < count_; ++i)
      sums_[i + 1] = sums_[i] + samples[i];
  }
  std::size_t count() const { return count_; }
  double between(std::size_t first, std::size_t last) const { return sums_[last] - sums_[first]; }

 private:
  std::size_t count_;
  std::unique_ptr<double[]> sums_;  // not a vector, which would be filled with zeros first
};

struct Window {
  std::size_t first, last;
  double size() const { return static_cast<double>(last - first); }
};

Window window_around(std::size_t i, std::size_t half_width, std::size_t count) {
  return {i > half_width ? i - half_width : 0, std::min(count, i + half_width + 1)};
}

// Calls `inside` where the window is whole, in a loop without branches, and `at_end` elsewhere.
template <typename Inside, typename AtEnd>
void for_each_window(std::size_t count, std::size_t half_width, Inside inside, AtEnd at_end) {
  const std::size_t first = std::min(half_width, count);
  const std::size_t last = std::max(first, count - std::min(half_width, count));
  for (std::size_t i = 0; i < first; ++i)
    at_end(i, window_around(i, half_width, count));
  for (std::size_t i = first; i < last; ++i)
    inside(i, Window{i - half_width, i + half_width + 1});
  for (std::size_t i = last; i < count; ++i)
    at_end(i, window_around(i, half_width, count));
}

}  // namespace

std::vector<double> moving_sum(std::span<const double> samples, std::size_t half_width) {
  const RunningSums sums(samples);
  std::vector<double> windows(sums.count());
  const auto sum = [&](std::size_t i, Window window) { windows[i] = sums.between(window.first, window.last); };
  for_each_window(sums.count(), half_width, sum, sum);
  return windows;
}

std::vector<double> moving_average(std::span<const double> samples, std::size_t half_width) {
  const RunningSums sums(samples);
  std::vector<double> means(sums.count());
  const double whole = static_cast<double>(2 * half_width + 1);
  for_each_window(
      sums.count(), half_width,
      [&](std::size_t i, Window window) { means[i] = sums.between(window.first, window.last) / whole; },
      [&](std::size_t i, Window window) { means[i] = sums.between(window.first, window.last) / window.size(); });
  return means;
}

}  // namespace leadwise
