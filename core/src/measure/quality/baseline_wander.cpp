#include "quality/baseline_wander.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "beats/median.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kBeats = 10;
// Where the level is taken, before the beat's common point. That a P wave may lie there does not matter: it lies there
// in every beat.
constexpr std::ptrdiff_t kFirst = 60;
constexpr std::ptrdiff_t kLast = 35;

std::vector<double> levels_before(std::span<const double> samples_mv, std::span<const double> qrs_s) {
  std::vector<double> levels;
  for (const double time_s : qrs_s) {
    const auto beat = static_cast<std::ptrdiff_t>(std::lround(time_s * kModelRateHz));
    if (beat < kFirst || beat > static_cast<std::ptrdiff_t>(samples_mv.size()))
      continue;
    const auto first = samples_mv.begin() + (beat - kFirst);
    levels.push_back(std::accumulate(first, first + (kFirst - kLast), 0.0) / static_cast<double>(kFirst - kLast));
  }
  return levels;
}

double range_of(std::span<const double> levels) {
  const auto [lowest, highest] = std::minmax_element(levels.begin(), levels.end());
  return *highest - *lowest;
}

}  // namespace

double measure_baseline_wander(std::span<const double> samples_mv, std::span<const double> qrs_s) {
  const std::vector<double> levels = levels_before(samples_mv, qrs_s);
  if (levels.empty())
    return 0.0;
  std::vector<double> ranges;
  for (std::size_t first = 0; first == 0 || first + kBeats <= levels.size(); first += kBeats)
    ranges.push_back(range_of(std::span(levels).subspan(first, std::min(kBeats, levels.size() - first))));
  return median(ranges);
}

}  // namespace leadwise
