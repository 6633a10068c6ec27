#include "delineation/qrs_boundaries.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kPeakReach = 40;  // 80 ms from the beats' common point
constexpr std::ptrdiff_t kLongestQrsReach = 75;
constexpr std::ptrdiff_t kLongestQrs = 120;  // 240 ms: of 714 real ECGs the broadest has 201
constexpr double kEdgeShare = 0.08;           // of the largest spatial velocity
constexpr std::ptrdiff_t kRest = 6;           // 12 ms of slowness end the fast part; notches are shorter
constexpr WaveRange kLevelBesideQrs{12, 30};  // where the level beside the complex is taken, from the fast part
constexpr std::ptrdiff_t kShortestLevel = 5;
constexpr std::ptrdiff_t kNearestLevel = 4;
constexpr double kFootShare = 0.010;         // of the complex's size
constexpr double kNoiseFactor = 2.0;         // of the level's own unrest
constexpr std::ptrdiff_t kLongestFoot = 12;  // 24 ms
constexpr double kLeastOverNoise = 6.0;      // peak velocity over that of the quietest 40 ms
constexpr std::ptrdiff_t kQuietStretch = 20;

// Outward from `from`, to the last sample before `rest` slow ones.
std::ptrdiff_t walk_while_fast(const SpatialTrace& trace, std::ptrdiff_t from, int direction, double level,
                               std::ptrdiff_t limit) {
  std::ptrdiff_t edge = from;
  for (std::ptrdiff_t i = from; (i - edge) * direction <= kRest && i != limit + direction; i += direction) {
    if (trace.velocity[static_cast<std::size_t>(i)] >= level)
      edge = i;
  }
  return edge;
}

double quietest_velocity(const SpatialTrace& trace) {
  double quietest = trace.velocity[static_cast<std::size_t>(trace.size() / 2)];
  for (std::ptrdiff_t first = 3; first + kQuietStretch < trace.size() - 3; first += kQuietStretch / 2) {
    double sum = 0.0;
    for (std::ptrdiff_t i = first; i < first + kQuietStretch; ++i)
      sum += trace.velocity[static_cast<std::size_t>(i)];
    quietest = std::min(quietest, sum / kQuietStretch);
  }
  return quietest;
}

std::optional<WaveRange> find_fast_part(const SpatialTrace& trace, std::ptrdiff_t r) {
  const WaveRange around = trace.inside({r - kPeakReach, r + kPeakReach});
  if (around.length() < 1)
    return std::nullopt;
  const std::ptrdiff_t peak = trace.fastest(around);
  const double velocity = trace.velocity[static_cast<std::size_t>(peak)];
  if (!(velocity > kLeastOverNoise * quietest_velocity(trace)) || velocity <= 0.0)
    return std::nullopt;
  const WaveRange limits = trace.inside({peak - kLongestQrsReach, peak + kLongestQrsReach});
  const WaveRange fast{walk_while_fast(trace, peak, -1, kEdgeShare * velocity, limits.first),
                       walk_while_fast(trace, peak, 1, kEdgeShare * velocity, limits.last)};
  // In hum as fast as the complex's edges the ends would be those of the search.
  return fast.length() <= kLongestQrs ? std::optional(fast) : std::nullopt;
}

double largest_distance(const SpatialTrace& trace, WaveRange range, std::span<const double> level) {
  double largest = 0.0;
  for (std::ptrdiff_t i = range.first; i <= range.last; ++i)
    largest = std::max(largest, distance_mv(trace, i, level));
  return largest;
}

// Where the level beside the complex is to be seen: some way off, but not in the next wave.
WaveRange level_beside(std::ptrdiff_t edge, int direction, WaveRange between) {
  if (direction < 0) {
    const std::ptrdiff_t first = std::max(edge - kLevelBesideQrs.last, between.first);
    return {first, std::min(std::max(edge - kLevelBesideQrs.first - 1, first + kShortestLevel), edge - kNearestLevel)};
  }
  const std::ptrdiff_t last = std::min(edge + kLevelBesideQrs.last - 1, between.last);
  return {std::max(std::min(edge + kLevelBesideQrs.first, last - kShortestLevel), edge + kNearestLevel), last};
}

// Outward from the edge of the fast part, until two samples in a row rest at the level beside it.
std::ptrdiff_t find_foot(const SpatialTrace& trace, WaveRange fast, int direction, WaveRange between) {
  const std::ptrdiff_t edge = direction < 0 ? fast.first : fast.last;
  const WaveRange beside = trace.inside(level_beside(edge, direction, between));
  if (beside.length() < 4)
    return edge;
  const std::vector<double> level = level_over(trace, beside);
  const double unrest = mean_square_mv2(trace, beside, level);
  const double share = kFootShare * largest_distance(trace, fast, level);
  const double threshold = std::sqrt(std::max(share * share + unrest, kNoiseFactor * kNoiseFactor * unrest));
  const WaveRange limits = trace.inside({edge - kLongestFoot, edge + kLongestFoot});
  std::ptrdiff_t foot = std::clamp(edge - 4 * direction, limits.first, limits.last);
  for (std::ptrdiff_t i = foot; i >= limits.first && i <= limits.last && (i - foot) * direction <= 2; i += direction) {
    if (distance_mv(trace, i, level) >= threshold)
      foot = i;
  }
  return foot;
}

}  // namespace

std::optional<WaveRange> find_qrs(const SpatialTrace& edges, const SpatialTrace& feet, std::ptrdiff_t r,
                                  WaveRange between) {
  const auto fast = find_fast_part(edges, r);
  if (!fast)
    return std::nullopt;
  return WaveRange{find_foot(feet, *fast, -1, between), find_foot(feet, *fast, 1, between)};
}

}  // namespace leadwise
