#include "delineation/atrial_periodicity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kStep = SlopeGrid::kStep;
constexpr std::ptrdiff_t kShortestLag = 152 / 8, kLongestLag = 296 / 8;
constexpr std::size_t kLags = kLongestLag - kShortestLag;
constexpr std::size_t kReachBeats = 14;
// What the smoothing spreads the QRS complex by.
constexpr std::ptrdiff_t kBeforeQrs = 12, kAfterQrs = 16;
constexpr double kLargestPartOfInterval = 0.75;
constexpr double kTinyEnergy = 1e-12;

struct LagSums {
  double both = 0.0, left = 0.0, right = 0.0;
};
using LagTable = std::array<LagSums, kLags>;

std::vector<bool> places_without_qrs(const SlopeGrid& slopes, std::span<const BeatPlace> beats) {
  std::vector<bool> free(static_cast<std::size_t>(slopes.count()), true);
  for (const BeatPlace& beat : beats) {
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, (beat.qrs_on - kBeforeQrs) / kStep);
    const std::ptrdiff_t last = std::min(slopes.count(), (beat.qrs_off + kAfterQrs) / kStep + 1);
    for (std::ptrdiff_t i = first; i < last; ++i)
      free[static_cast<std::size_t>(i)] = false;
  }
  return free;
}

// From one beat to the next.
LagTable sums_between(const SlopeGrid& slopes, const std::vector<bool>& free, std::ptrdiff_t first,
                      std::ptrdiff_t last) {
  LagTable table;
  for (std::ptrdiff_t i = first; i < last; ++i) {
    if (!free[static_cast<std::size_t>(i)])
      continue;
    const std::span<const double> here = slopes.between(i, i + 1);
    for (std::ptrdiff_t lag = kShortestLag; lag < kLongestLag && i + lag < slopes.count(); ++lag) {
      if (!free[static_cast<std::size_t>(i + lag)])
        continue;
      LagSums& sums = table[static_cast<std::size_t>(lag - kShortestLag)];
      sums.both += dot(here, slopes.between(i + lag, i + lag + 1));
      sums.left += slopes.energy(i, i + 1);
      sums.right += slopes.energy(i + lag, i + lag + 1);
    }
  }
  return table;
}

double correlation_at(std::span<const LagTable> tables, std::size_t lag) {
  LagSums sums;
  for (const LagTable& table : tables) {
    sums.both += table[lag].both;
    sums.left += table[lag].left;
    sums.right += table[lag].right;
  }
  return sums.both / std::sqrt(sums.left * sums.right + kTinyEnergy);
}

double highest_peak(std::span<const LagTable> tables, double interval) {
  std::array<double, kLags> correlation{};
  for (std::size_t lag = 0; lag < kLags; ++lag)
    correlation[lag] = correlation_at(tables, lag);
  double highest = 0.0;
  for (std::size_t lag = 1; lag + 1 < kLags; ++lag) {
    const bool is_peak = correlation[lag] >= correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
    const double period = static_cast<double>((static_cast<std::ptrdiff_t>(lag) + kShortestLag) * kStep);
    if (is_peak && period < kLargestPartOfInterval * interval)
      highest = std::max(highest, correlation[lag]);
  }
  return highest;
}

}  // namespace

std::vector<double> atrial_periodicity(const SlopeGrid& slopes, std::span<const BeatPlace> beats) {
  std::vector<double> periodicity(beats.size(), 0.0);
  const std::vector<bool> free = places_without_qrs(slopes, beats);
  std::vector<LagTable> tables;
  for (std::size_t b = 0; b + 1 < beats.size(); ++b)
    tables.push_back(
        sums_between(slopes, free, beats[b].qrs_on / kStep, std::min(slopes.count(), beats[b + 1].qrs_on / kStep)));
  for (std::size_t b = 0; b < beats.size() && !tables.empty(); ++b) {
    const std::size_t first = b > kReachBeats ? b - kReachBeats : 0;
    const std::size_t last = std::min(tables.size(), b + kReachBeats);
    const double interval =
        static_cast<double>(beats[last].qrs_on - beats[first].qrs_on) / static_cast<double>(last - first);
    periodicity[b] = highest_peak(std::span(tables).subspan(first, last - first), interval);
  }
  return periodicity;
}

}  // namespace leadwise
