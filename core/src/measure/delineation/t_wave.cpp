#include "delineation/t_wave.hpp"

#include <algorithm>

#include "delineation/wave_foot.hpp"

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kEarliestFlank = 20;  // 40 ms behind the QRS complex
constexpr double kUWaveFlankShare = 0.6;       // of the fastest one: U waves are slower
constexpr std::ptrdiff_t kFlankToEnd = 10;     // nearer to the window's end lies no flank that can be followed
constexpr std::ptrdiff_t kShortestWindow = 30;

// The last local maximum of velocity that comes near the largest.
std::optional<std::ptrdiff_t> last_flank(const SpatialTrace& trace, WaveRange range) {
  const auto v = [&](std::ptrdiff_t i) { return trace.velocity[static_cast<std::size_t>(i)]; };
  double largest = 0.0;
  std::vector<std::ptrdiff_t> maxima;
  for (std::ptrdiff_t i = range.first + 1; i < range.last - kFlankToEnd; ++i) {
    if (v(i) < v(i - 1) || v(i) <= v(i + 1))
      continue;
    maxima.push_back(i);
    largest = std::max(largest, v(i));
  }
  std::optional<std::ptrdiff_t> last;
  for (const std::ptrdiff_t i : maxima) {
    if (v(i) >= kUWaveFlankShare * largest)
      last = i;
  }
  return last;
}

}  // namespace

std::optional<WaveExtent> find_t_wave(const SpatialTrace& trace, std::ptrdiff_t qrs_off, std::ptrdiff_t latest,
                                      double least_height_mv) {
  const WaveRange window = trace.inside({qrs_off + kEarliestFlank, std::min(latest, trace.size() - 4)});
  const auto flank = window.length() > kShortestWindow ? last_flank(trace, window) : std::nullopt;
  const auto off = flank ? find_wave_foot(trace, *flank, 1, {qrs_off, window.last}, kTFlank) : std::nullopt;
  if (!off)
    return std::nullopt;
  const auto end = static_cast<std::ptrdiff_t>(*off);
  const std::vector<double> level = level_over(trace, {end + 1, std::min(end + 10, window.last)});
  std::ptrdiff_t peak = window.first;
  for (std::ptrdiff_t i = window.first; i <= *flank; ++i) {
    if (distance_mv(trace, i, level) > distance_mv(trace, peak, level))
      peak = i;
  }
  if (distance_mv(trace, peak, level) < least_height_mv)
    return std::nullopt;
  const std::ptrdiff_t rise = trace.fastest({qrs_off + kEarliestFlank / 2, peak});
  const auto on = find_wave_foot(trace, rise, -1, {qrs_off, *flank}, kTFlank);
  return WaveExtent{on.value_or(static_cast<double>(qrs_off)), peak, *off};
}

}  // namespace leadwise
