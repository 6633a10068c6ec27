#include "delineation/atrial_periodicity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kShortestLag = 152 / 8, kLongestLag = 296 / 8;
constexpr std::size_t kLags = kLongestLag - kShortestLag;
constexpr std::size_t kSearchedBeats = 14;
// What the smoothing spreads the QRS complex by.
constexpr std::ptrdiff_t kHiddenBeforeQrs = 12, kHiddenAfterQrs = 16;
constexpr double kLargestPartOfInterval = 0.75;
// Flutter waves follow one another, a P wave that looks like the T wave before it comes once. Of PTB-XL's and LUDB's odd
// records, those of flutter that leave room for a third wave show it (0.65 in LUDB 103), a sinus rhythm with such waves
// does not (-0.16 in PTB-XL 475).
constexpr double kWorthASecondLook = 0.3, kThirdWave = 0.2;
constexpr double kRoomForThirdWave = 4.0;  // samples of the grid, a beat
constexpr std::ptrdiff_t kThirdWaveReach = 2;

struct LagSums {
  double both = 0.0, left = 0.0, right = 0.0;

  double correlation() const { return both / std::sqrt(left * right + kTinyEnergy); }
};
using LagTable = std::array<LagSums, kLags>;

std::vector<bool> places_without_qrs(const SlopeGrid& slopes, std::span<const BeatPlace> beats) {
  std::vector<bool> free(static_cast<std::size_t>(slopes.count()), true);
  for (const BeatPlace& beat : beats) {
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, (beat.qrs_on - kHiddenBeforeQrs) / SlopeGrid::kStep);
    const std::ptrdiff_t last = std::min(slopes.count(), (beat.qrs_off + kHiddenAfterQrs) / SlopeGrid::kStep + 1);
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
  return sums.correlation();
}

struct Peak {
  std::ptrdiff_t lag = 0;
  double correlation = 0.0;
};

Peak highest_peak(std::span<const LagTable> tables, double interval) {
  std::array<double, kLags> correlation{};
  for (std::size_t i = 0; i < kLags; ++i)
    correlation[i] = correlation_at(tables, i);
  Peak highest;
  for (std::size_t i = 1; i + 1 < kLags; ++i) {
    const bool is_peak = correlation[i] >= correlation[i - 1] && correlation[i] >= correlation[i + 1];
    const std::ptrdiff_t lag = static_cast<std::ptrdiff_t>(i) + kShortestLag;
    const bool fits = static_cast<double>(lag * SlopeGrid::kStep) < kLargestPartOfInterval * interval;
    if (is_peak && fits && correlation[i] > highest.correlation)
      highest = {lag, correlation[i]};
  }
  return highest;
}

// The leads between the QRS complexes.
struct Stretches {
  const SlopeGrid& slopes;
  const std::vector<bool>& free;
  std::span<const BeatPlace> beats;

  struct Repeat {
    LagSums sums;
    double samples_a_beat = 0.0;
  };
  Repeat after(std::ptrdiff_t lag) const {
    Repeat repeat;
    for (std::size_t b = 0; b + 1 < beats.size(); ++b) {
      const std::ptrdiff_t last = std::min(slopes.count(), beats[b + 1].qrs_on / SlopeGrid::kStep);
      for (std::ptrdiff_t i = beats[b].qrs_on / SlopeGrid::kStep; i + lag < last; ++i) {
        if (free[static_cast<std::size_t>(i)] && free[static_cast<std::size_t>(i + lag)])
          add(i, i + lag, repeat);
      }
    }
    return repeat;
  }
  void add(std::ptrdiff_t here, std::ptrdiff_t there, Repeat& repeat) const {
    repeat.sums.both += dot(slopes.between(here, here + 1), slopes.between(there, there + 1));
    repeat.sums.left += slopes.energy(here, here + 1);
    repeat.sums.right += slopes.energy(there, there + 1);
    repeat.samples_a_beat += 1.0 / static_cast<double>(beats.size());
  }
  bool lack_a_third_wave(std::ptrdiff_t period) const {
    double best = -1.0;
    for (std::ptrdiff_t lag = 2 * period - kThirdWaveReach; lag <= 2 * period + kThirdWaveReach; ++lag) {
      const Repeat repeat = after(lag);
      if (repeat.samples_a_beat < kRoomForThirdWave)
        return false;
      best = std::max(best, repeat.sums.correlation());
    }
    return best < kThirdWave;
  }
};

}  // namespace

std::vector<double> atrial_periodicity(const SlopeGrid& slopes, std::span<const BeatPlace> beats) {
  std::vector<double> periodicity(beats.size(), 0.0);
  const std::vector<bool> free = places_without_qrs(slopes, beats);
  std::vector<LagTable> tables;
  for (std::size_t b = 0; b + 1 < beats.size(); ++b)
    tables.push_back(sums_between(slopes, free, beats[b].qrs_on / SlopeGrid::kStep,
                                  std::min(slopes.count(), beats[b + 1].qrs_on / SlopeGrid::kStep)));
  for (std::size_t b = 0; b < beats.size() && !tables.empty(); ++b) {
    const std::size_t first = b > kSearchedBeats ? b - kSearchedBeats : 0;
    const std::size_t last = std::min(tables.size(), b + kSearchedBeats);
    const double interval =
        static_cast<double>(beats[last].qrs_on - beats[first].qrs_on) / static_cast<double>(last - first);
    const Peak peak = highest_peak(std::span(tables).subspan(first, last - first), interval);
    const Stretches stretches{slopes, free, beats.subspan(first, last - first + 1)};
    const bool is_lone = peak.correlation > kWorthASecondLook && stretches.lack_a_third_wave(peak.lag);
    periodicity[b] = is_lone ? 0.0 : peak.correlation;
  }
  return periodicity;
}

}  // namespace leadwise
