#include "clipped_signal.hpp"

#include <algorithm>
#include <limits>

namespace leadwise {
namespace {

constexpr double kShortestPlateauS = 0.008;
// The shortest that a run can be and not be chance: at low rates 8 ms are one sample.
constexpr double kFewestSamples = 3.0;
// A lead of less range and coarse resolution reaches its extremes again and again.
constexpr double kSmallestRangeMv = 0.6;

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
  if (highest.level - lowest.level < kSmallestRangeMv)
    return found;
  const auto shortest = static_cast<std::size_t>(std::max(kFewestSamples, kShortestPlateauS * sampling_rate_hz));
  for (const Extreme& extreme : {lowest, highest}) {
    if (extreme.count < shortest)
      continue;
    const std::size_t plateaus = count_plateaus(samples_mv, extreme.level, shortest);
    if (plateaus > found.plateaus)
      found = {plateaus, extreme.level};
  }
  return found;
}

}  // namespace leadwise
