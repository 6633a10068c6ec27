#include "quality/clipped_signal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "beats/median.hpp"

namespace leadwise {
namespace {

constexpr double kStretchS = 10.0;
constexpr double kShortestPlateauS = 0.008;
// The shortest that a run can be and not be chance: at low rates 8 ms are one sample.
constexpr double kFewestClippedSamples = 3.0;
// The top of a smooth T wave of 0.3 mV at a resolution of 20 uV lasts 40 ms.
constexpr double kLongestSmoothS = 0.06;
// A smooth top of four samples or more is left by one step of the resolution, by two where it leans.
constexpr double kSmoothSteps = 2.5;
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

/// The least by which neighbours differ: the resolution of the recording.
double smallest_step_mv(std::span<const double> samples) {
  double smallest = std::numeric_limits<double>::max();
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const double step = std::fabs(samples[i] - samples[i - 1]);
    if (step > 0.0 && step < smallest)  // false beside a missing one
      smallest = step;
  }
  return smallest;
}

struct PlateauLimits {
  std::size_t shortest, longest_smooth;
  double smooth_step_mv;
};

/// A smooth hill is flat for as long as it stays within the resolution, and leaves its top by a step or two.
bool is_cut_off(std::span<const double> samples, std::size_t first, std::size_t behind, const PlateauLimits& limits) {
  const std::size_t length = behind - first;
  if (length < limits.shortest || length > limits.longest_smooth)
    return length > limits.longest_smooth;
  const auto steep = [&](std::size_t inside, std::size_t outside) {
    return std::fabs(samples[inside] - samples[outside]) > limits.smooth_step_mv;
  };
  return (first > 0 && steep(first, first - 1)) || (behind < samples.size() && steep(first, behind));
}

std::size_t count_plateaus(std::span<const double> samples, double level, const PlateauLimits& limits) {
  std::size_t plateaus = 0;
  for (std::size_t first = 0; first < samples.size(); ++first) {
    if (samples[first] != level)
      continue;
    std::size_t behind = first;
    while (behind < samples.size() && samples[behind] == level)
      ++behind;
    plateaus += is_cut_off(samples, first, behind, limits) ? 1U : 0U;
    first = behind;
  }
  return plateaus;
}

Clipping count_by_stretches(std::span<const double> samples, double level, const PlateauLimits& limits,
                            std::size_t stretch) {
  std::vector<double> counts;
  for (std::size_t left = std::max<std::size_t>(1, (samples.size() + stretch / 2) / stretch); left > 0; --left) {
    const std::size_t length = samples.size() / left;
    counts.push_back(static_cast<double>(count_plateaus(samples.first(length), level, limits)));
    samples = samples.subspan(length);
  }
  return {median(counts), *std::max_element(counts.begin(), counts.end())};
}

}  // namespace

Clipping find_clipping(std::span<const double> samples_mv, double sampling_rate_hz) {
  Extreme lowest{std::numeric_limits<double>::max()}, highest{std::numeric_limits<double>::lowest()};
  for (const double value : samples_mv) {  // a missing one compares as false throughout
    lowest.take(value, [](double a, double b) { return a < b; });
    highest.take(value, [](double a, double b) { return a > b; });
  }
  Clipping found;
  const auto stretch = static_cast<std::size_t>(std::max(1.0, kStretchS * sampling_rate_hz));
  const auto shortest = static_cast<std::size_t>(std::max(kFewestClippedSamples, kShortestPlateauS * sampling_rate_hz));
  for (const Extreme& extreme : {lowest, highest}) {
    if (extreme.count < shortest || std::fabs(extreme.level - mean_of(samples_mv)) < kSmallestExcursionMv)
      continue;
    const PlateauLimits limits{shortest, static_cast<std::size_t>(kLongestSmoothS * sampling_rate_hz),
                               kSmoothSteps * smallest_step_mv(samples_mv)};
    const Clipping here = count_by_stretches(samples_mv, extreme.level, limits, stretch);
    found = {std::max(found.typical, here.typical), std::max(found.worst, here.worst)};
  }
  return found;
}

}  // namespace leadwise
