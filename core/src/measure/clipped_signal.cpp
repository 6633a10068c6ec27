#include "clipped_signal.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr double kShortestPlateauS = 0.008;
// The shortest that a run can be and not be chance: at low rates 8 ms are one sample.
constexpr double kFewestSamples = 3.0;
// From the lead's mean: small signals of coarse resolution reach their extremes again and again.
constexpr double kSmallestExcursionMv = 0.3;

std::size_t count_plateaus(std::span<const double> samples, double level, std::size_t shortest) {
  std::size_t plateaus = 0;
  std::size_t run = 0;
  for (const double value : samples) {
    run = value == level ? run + 1 : 0;
    if (run == shortest)
      ++plateaus;
  }
  return plateaus;
}

}  // namespace

Clipping find_clipping(std::span<const double> samples_mv, double sampling_rate_hz) {
  double lowest = 0.0, highest = 0.0, sum = 0.0, count = 0.0;
  for (const double value : samples_mv) {
    if (!std::isfinite(value))
      continue;
    lowest = count == 0.0 ? value : std::min(lowest, value);
    highest = count == 0.0 ? value : std::max(highest, value);
    sum += value;
    count += 1.0;
  }
  Clipping found;
  const auto shortest = static_cast<std::size_t>(std::max(kFewestSamples, kShortestPlateauS * sampling_rate_hz));
  for (const double level : {lowest, highest}) {
    if (count == 0.0 || std::fabs(level - sum / count) < kSmallestExcursionMv)
      continue;
    const std::size_t plateaus = count_plateaus(samples_mv, level, shortest);
    if (plateaus > found.plateaus)
      found = {plateaus, level};
  }
  return found;
}

}  // namespace leadwise
