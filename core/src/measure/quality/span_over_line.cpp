#include "quality/span_over_line.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace leadwise {
namespace {

constexpr std::size_t kEnd = 10;  // samples

double mean(std::span<const double> samples) {
  return std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
}

}  // namespace

double span_over_line(std::span<const double> samples) {
  const std::size_t end = std::min(kEnd, samples.size() / 4);
  if (end == 0)
    return 0.0;
  const double rise = mean(samples.last(end)) - mean(samples.first(end));
  const double slope = rise / static_cast<double>(samples.size() - end);
  double lowest = samples.front(), highest = lowest;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double value = samples[i] - slope * static_cast<double>(i);
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
  }
  return highest - lowest;
}

}  // namespace leadwise
