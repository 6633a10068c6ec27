#include "beats/qrs_peaks.hpp"

#include <algorithm>
#include <cmath>

#include "beats/qrs_energy.hpp"

namespace leadwise {
namespace {

constexpr double kRefractoryS = 0.200;
constexpr double kThreshold = 0.35;  // of the typical peak, both above the noise
constexpr double kSearchBackThreshold = 0.18;
constexpr double kGap = 1.66;  // of the median interval: Pan and Tompkins' limit for a missed beat
constexpr double kLatestTWaveS = 0.420;
constexpr double kTWaveShare = 0.55;  // of the QRS complex before it

using Indices = std::vector<std::size_t>;

bool is_largest_within(std::span<const double> level, std::size_t i, std::size_t reach) {
  const std::size_t first = i > reach ? i - reach : 0;
  const std::size_t last = std::min(level.size() - 1, i + reach);
  for (std::size_t j = first; j <= last; ++j) {
    // Of equal values the first counts.
    if (level[j] > level[i] || (j < i && level[j] == level[i])) {
      return false;
    }
  }
  return true;
}

Indices find_candidates(std::span<const double> level, double floor, std::size_t reach) {
  Indices candidates;
  for (std::size_t i = 0; i < level.size(); ++i) {
    const bool rises = i == 0 || level[i] >= level[i - 1];
    const bool falls = i + 1 == level.size() || level[i] >= level[i + 1];
    if (level[i] > floor && rises && falls && is_largest_within(level, i, reach)) {
      candidates.push_back(i);
    }
  }
  return candidates;
}

struct PeakChooser {
  std::span<const double> level;
  double sampling_rate_hz;
  double noise;

  double height(std::size_t peak) const { return level[peak] - noise; }
  bool looks_like_t_wave(std::size_t before, std::size_t peak) const {
    const double interval_s = static_cast<double>(peak - before) / sampling_rate_hz;
    return interval_s < kLatestTWaveS && height(peak) < kTWaveShare * height(before);
  }

  Indices above(const Indices& candidates, double threshold) const {
    Indices chosen;
    for (const std::size_t peak : candidates) {
      if (height(peak) >= threshold && (chosen.empty() || !looks_like_t_wave(chosen.back(), peak))) {
        chosen.push_back(peak);
      }
    }
    return chosen;
  }

  double median_interval(const Indices& peaks) const {
    std::vector<double> intervals;
    for (std::size_t i = 1; i < peaks.size(); ++i) {
      intervals.push_back(static_cast<double>(peaks[i] - peaks[i - 1]));
    }
    return quantile(std::move(intervals), 0.5);
  }

  Indices search_gaps(const Indices& peaks, const Indices& weaker) const {
    const double longest = kGap * median_interval(peaks);
    Indices all;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
      if (i > 0 && static_cast<double>(peaks[i] - peaks[i - 1]) > longest) {
        for (const std::size_t candidate : weaker) {
          if (candidate > all.back() && candidate < peaks[i] && !looks_like_t_wave(all.back(), candidate)) {
            all.push_back(candidate);
          }
        }
      }
      all.push_back(peaks[i]);
    }
    return all;
  }
};

// What noise alone reaches over its own lower fifth: about 4 in one lead, less in several, where it averages out.
double largest_noise_ratio(std::size_t lead_count) { return 1.5 + 2.5 / std::sqrt(static_cast<double>(lead_count)); }

}  // namespace

std::vector<std::size_t> choose_qrs_peaks(std::span<const double> level, std::size_t lead_count,
                                          double sampling_rate_hz) {
  const double typical = typical_peak(level, sampling_rate_hz);
  const double noise = quantile({level.begin(), level.end()}, 0.2);
  if (!(typical > largest_noise_ratio(lead_count) * noise)) {
    return {};
  }
  const auto reach = static_cast<std::size_t>(kRefractoryS * sampling_rate_hz);
  const double size = typical - noise;
  const Indices candidates = find_candidates(level, noise + kSearchBackThreshold * size, reach);
  const PeakChooser chooser{level, sampling_rate_hz, noise};
  return chooser.search_gaps(chooser.above(candidates, kThreshold * size), candidates);
}

}  // namespace leadwise
