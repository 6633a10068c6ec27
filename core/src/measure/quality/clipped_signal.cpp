#include "quality/clipped_signal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leadwise {
namespace {

constexpr double kShortestPlateauS = 0.008;
// The shortest that a run can be and not be chance: at low rates 8 ms are one sample.
constexpr double kFewestClippedSamples = 3.0;
// From the lead's mean: a small signal of coarse resolution reaches its extremes again and again.
constexpr double kSmallestExcursionMv = 0.3;

/// The largest or smallest value, and how often it occurs.
struct Extreme {
  double level;
  std::size_t count = 0;

  template <class Beyond>
  void take(double value, Beyond beyond) {
    if (beyond(value, level)) {
      level = value;
      count = 1;
    } else if (value == level) {
      ++count;
    }
  }
};

double mean_of(std::span<const double> samples) {
  double sum = 0.0, count = 0.0;
  for (const double value : samples) {
    if (std::isnan(value))
      continue;
    sum += value;
    count += 1.0;
  }
  return sum / count;
}

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
  Extreme lowest{std::numeric_limits<double>::max()}, highest{std::numeric_limits<double>::lowest()};
  for (const double value : samples_mv) {  // a missing one compares as false throughout
    lowest.take(value, [](double a, double b) { return a < b; });
    highest.take(value, [](double a, double b) { return a > b; });
  }
  Clipping found;
  const auto shortest = static_cast<std::size_t>(std::max(kFewestClippedSamples, kShortestPlateauS * sampling_rate_hz));
  for (const Extreme& extreme : {lowest, highest}) {
    if (extreme.count < shortest || std::fabs(extreme.level - mean_of(samples_mv)) < kSmallestExcursionMv)
      continue;
    const std::size_t plateaus = count_plateaus(samples_mv, extreme.level, shortest);
    if (plateaus > found.plateaus)
      found = {plateaus, extreme.level};
  }
  return found;
}

}  // namespace leadwise
