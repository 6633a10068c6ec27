#include "delineation/p_wave.hpp"

#include <algorithm>
#include <cmath>

#include "delineation/wave_foot.hpp"

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kHalfWidth = 25;   // 50 ms
constexpr std::ptrdiff_t kLatestPeak = 12;  // before the QRS complex
constexpr std::ptrdiff_t kRiseReach = 35;   // from the peak
constexpr std::ptrdiff_t kFallReach = 50;
constexpr std::ptrdiff_t kOnsetReach = 75;
constexpr std::ptrdiff_t kOwnReach = 45;  // what is nearer to the peak is no "other" bump
constexpr std::size_t kFewestOthers = 20;
constexpr std::ptrdiff_t kSmoothedBeforeQrs = 4;  // the smoothed QRS complex reaches so far
constexpr double kFlankShare = 0.5;               // of the fastest flank: the last one counts
constexpr double kShortest = 15.0;                // 30 ms
constexpr double kLongest = 100.0;                // 200 ms

double bump_height_mv(const SpatialTrace& trace, std::ptrdiff_t i, std::ptrdiff_t qrs_on) {
  const auto left = static_cast<std::size_t>(i - kHalfWidth);
  const auto right = static_cast<std::size_t>(std::min(i + kHalfWidth, qrs_on - 2));
  double squares = 0.0;
  for (const std::vector<double>& row : trace.rows_mv) {
    const double height = row[static_cast<std::size_t>(i)] - 0.5 * (row[left] + row[right]);
    squares += height * height;
  }
  return std::sqrt(squares / static_cast<double>(trace.rows_mv.size()));
}

struct Bumps {
  std::ptrdiff_t first = 0;
  std::vector<double> height_mv;

  // Of the local maxima: at the window's border lies the slope of another wave.
  std::optional<std::ptrdiff_t> highest() const {
    std::optional<std::ptrdiff_t> best;
    for (std::ptrdiff_t i = first + 1; i + 1 < first + static_cast<std::ptrdiff_t>(height_mv.size()); ++i) {
      if (at(i) >= at(i - 1) && at(i) > at(i + 1) && (!best || at(i) > at(*best)))
        best = i;
    }
    return best;
  }
  double at(std::ptrdiff_t i) const { return height_mv[static_cast<std::size_t>(i - first)]; }
  // What is not the bump itself, rising; none where the window holds little else.
  std::vector<double> others(std::ptrdiff_t peak) const {
    std::vector<double> rest;
    for (std::ptrdiff_t i = first; i < first + static_cast<std::ptrdiff_t>(height_mv.size()); ++i) {
      if (std::abs(i - peak) > kOwnReach)
        rest.push_back(at(i));
    }
    std::sort(rest.begin(), rest.end());
    return rest.size() < kFewestOthers ? std::vector<double>{} : rest;
  }
};

Bumps find_bumps(const SpatialTrace& trace, std::ptrdiff_t earliest, std::ptrdiff_t qrs_on) {
  Bumps bumps;
  bumps.first = std::max(earliest + kHalfWidth / 2, kHalfWidth + 3);
  for (std::ptrdiff_t i = bumps.first; i < qrs_on - kLatestPeak; ++i)
    bumps.height_mv.push_back(bump_height_mv(trace, i, qrs_on));
  return bumps;
}

bool is_proven(const Bumps& bumps, std::ptrdiff_t peak, const PWaveProof& proof) {
  const double height_mv = bumps.at(peak);
  if (height_mv < proof.least_height_mv)
    return false;
  const std::vector<double> others = bumps.others(peak);
  if (others.empty() || height_mv >= std::max(proof.unmistakable_mv, 2.0 * others[others.size() / 2]))
    return true;
  return height_mv >= proof.over_median * others[others.size() / 2] && height_mv >= proof.over_highest * others.back();
}

// Local maxima of the velocity between the peak and `end`, going outward; of those that are not much slower than the
// fastest the last one.
std::ptrdiff_t outermost_flank(const SpatialTrace& trace, std::ptrdiff_t peak, std::ptrdiff_t end, double share) {
  const auto v = [&](std::ptrdiff_t i) { return trace.velocity[static_cast<std::size_t>(i)]; };
  const int direction = end < peak ? -1 : 1;
  std::vector<std::ptrdiff_t> flanks;
  double fastest = 0.0;
  for (std::ptrdiff_t i = peak + direction; (end - i) * direction > 0; i += direction) {
    if (v(i) < v(i - 1) || v(i) < v(i + 1))
      continue;
    flanks.push_back(i);
    fastest = std::max(fastest, v(i));
  }
  std::erase_if(flanks, [&](std::ptrdiff_t i) { return v(i) < share * fastest; });
  return flanks.empty() ? trace.fastest({std::min(peak, end), std::max(peak, end)}) : flanks.back();
}

std::optional<WaveExtent> find_extent(const SpatialTrace& trace, std::ptrdiff_t peak, std::ptrdiff_t earliest,
                                      std::ptrdiff_t qrs_on) {
  const std::ptrdiff_t rise =
      outermost_flank(trace, peak, std::max<std::ptrdiff_t>({peak - kRiseReach, earliest, 3}), 1.0);
  const std::ptrdiff_t fall =
      outermost_flank(trace, peak, std::min(peak + kFallReach, qrs_on - kSmoothedBeforeQrs), kFlankShare);
  const WaveRange limits{std::max<std::ptrdiff_t>({earliest, peak - kOnsetReach, 3}), qrs_on - kSmoothedBeforeQrs};
  const auto on = find_wave_foot(trace, rise, -1, limits, kPFlank);
  const auto off = find_wave_foot(trace, fall, 1, limits, kPFlank);
  if (!on || !off || *off - *on < kShortest || *off - *on > kLongest)
    return std::nullopt;
  return WaveExtent{*on, peak, *off};
}

}  // namespace

double p_wave_height_mv(const SpatialTrace& trace, const WaveExtent& p, std::ptrdiff_t qrs_on) {
  double highest_mv = 0.0;
  const std::ptrdiff_t first = std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(p.on), kHalfWidth);
  const std::ptrdiff_t last = std::min(static_cast<std::ptrdiff_t>(p.off), qrs_on - kLatestPeak);
  for (std::ptrdiff_t i = first; i < last; ++i)
    highest_mv = std::max(highest_mv, bump_height_mv(trace, i, qrs_on));
  return highest_mv;
}

std::optional<WaveExtent> find_p_wave(const SpatialTrace& trace, std::ptrdiff_t earliest, std::ptrdiff_t qrs_on,
                                      const PWaveProof& proof) {
  const Bumps bumps = find_bumps(trace, earliest, qrs_on);
  if (bumps.height_mv.size() < 5)
    return std::nullopt;
  const auto peak = bumps.highest();
  if (!peak || !is_proven(bumps, *peak, proof))
    return std::nullopt;
  return find_extent(trace, *peak, earliest, qrs_on);
}

}  // namespace leadwise
