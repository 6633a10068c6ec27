#include "delineation/t_wave.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "delineation/wave_foot.hpp"

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kEarliestFlank = 20;  // 40 ms behind the QRS complex
constexpr double kUWaveFlankShare = 0.6;       // of the fastest one: U waves are slower
constexpr double kSlowestFlankShare = 0.25;    // behind a flank that was not the last one
constexpr double kUWaveHeightShare = 0.6;      // of the T wave's height
constexpr double kTopShare = 0.8;  // of its height: so far from the level before the QRS complex lies its top
constexpr std::ptrdiff_t kShortestRest = 20;  // a level that is seen for less may be a top
constexpr std::ptrdiff_t kFlankToEnd = 10;    // nearer to the window's end lies no flank that can be followed
constexpr std::ptrdiff_t kShortestWindow = 30;

// The local maxima of velocity from the last one that comes near the largest.
std::vector<std::ptrdiff_t> last_flanks(const SpatialTrace& trace, WaveRange range) {
  const auto v = [&](std::ptrdiff_t i) { return trace.velocity[static_cast<std::size_t>(i)]; };
  double largest = 0.0;
  std::vector<std::ptrdiff_t> maxima;
  for (std::ptrdiff_t i = range.first + 1; i < range.last - kFlankToEnd; ++i) {
    if (v(i) < v(i - 1) || v(i) <= v(i + 1))
      continue;
    maxima.push_back(i);
    largest = std::max(largest, v(i));
  }
  std::erase_if(maxima, [&](std::ptrdiff_t i) { return v(i) < kSlowestFlankShare * largest; });
  const auto near = [&](std::ptrdiff_t i) { return v(i) >= kUWaveFlankShare * largest; };
  const auto behind = std::find_if(maxima.rbegin(), maxima.rend(), near).base();
  return {behind == maxima.begin() ? behind : std::prev(behind), maxima.end()};
}

std::vector<double> level_behind(const SpatialTrace& trace, const WaveExtent& t, std::ptrdiff_t last) {
  const auto end = static_cast<std::ptrdiff_t>(t.off);
  return level_over(trace, {std::min(end + 1, last), std::min(end + 10, last)});
}

std::optional<WaveExtent> extent_before(const SpatialTrace& trace, std::ptrdiff_t flank, std::ptrdiff_t qrs_off,
                                        WaveRange window, double least_height_mv) {
  const auto off = find_wave_foot(trace, flank, 1, {qrs_off, window.last}, kTFlank);
  if (!off)
    return std::nullopt;
  WaveExtent t{static_cast<double>(qrs_off), window.first, *off};
  const std::vector<double> level = level_behind(trace, t, window.last);
  for (std::ptrdiff_t i = window.first; i <= flank; ++i) {
    if (distance_mv(trace, i, level) > distance_mv(trace, t.peak, level))
      t.peak = i;
  }
  if (distance_mv(trace, t.peak, level) < least_height_mv)
    return std::nullopt;
  const std::ptrdiff_t rise = trace.fastest({qrs_off + kEarliestFlank / 2, t.peak});
  t.on = find_wave_foot(trace, rise, -1, {qrs_off, flank}, kTFlank).value_or(t.on);
  return t;
}

}  // namespace

std::optional<WaveExtent> find_t_wave(const SpatialTrace& trace, std::ptrdiff_t qrs_off, std::ptrdiff_t latest,
                                      double least_height_mv, std::optional<double> vouched_from) {
  const WaveRange window = trace.inside({qrs_off + kEarliestFlank, std::min(latest, trace.size() - 4)});
  if (window.length() <= kShortestWindow)
    return std::nullopt;
  for (const std::ptrdiff_t flank : last_flanks(trace, window)) {
    const auto t = extent_before(trace, flank, qrs_off, window, least_height_mv);
    if (!t || (vouched_from && t->off >= *vouched_from) || !goes_on(trace, *t, window.last))
      return t;
  }
  return std::nullopt;
}

bool goes_on(const SpatialTrace& trace, const WaveExtent& t, std::ptrdiff_t last) {
  const std::vector<double> level = level_behind(trace, t, last);
  const double height_mv = distance_mv(trace, t.peak, level);
  const auto end = static_cast<std::ptrdiff_t>(t.off);
  for (std::ptrdiff_t i = end; i <= last; ++i) {
    if (distance_mv(trace, i, level) > kUWaveHeightShare * height_mv)
      return true;
  }
  double squares = 0.0;
  for (const double lead_mv : level)
    squares += lead_mv * lead_mv;
  return end + kShortestRest > last && std::sqrt(squares / static_cast<double>(level.size())) > kTopShare * height_mv;
}

}  // namespace leadwise
