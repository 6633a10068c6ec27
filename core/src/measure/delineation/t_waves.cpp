#include "delineation/t_waves.hpp"

#include <algorithm>
#include <cmath>

#include "delineation/find_wave.hpp"

namespace leadwise {
namespace {

// In samples of 2 ms.
constexpr std::ptrdiff_t kLongestTReach = 350;  // of a T wave's end from the beat's place
constexpr WindowChoice kTWindow = {0, kLongestTReach, 0, 240, 12, 0.9};
constexpr std::ptrdiff_t kFirstAfterQrs = 10;
constexpr std::ptrdiff_t kPeakAfterQrs = 20;
constexpr std::ptrdiff_t kBeforeNextQrs = 5;
constexpr std::ptrdiff_t kAtEnd = 6;
// From the beat's place to the peak of T, seconds: at most half of a second times the root of the interval (Bazett's
// form, and far above any QT interval), 70 % of the interval, and 0.6 s.
constexpr double kRootShare = 0.5, kIntervalShare = 0.7, kLongestS = 0.6;
constexpr double kUnknownIntervalS = 1.0;

double interval_after_s(std::span<const std::ptrdiff_t> places, std::size_t beat) {
  if (places.size() < 2)
    return kUnknownIntervalS;
  const std::size_t from = std::min(beat, places.size() - 2);
  return static_cast<double>(places[from + 1] - places[from]) / kModelRateHz;
}

std::ptrdiff_t latest_peak(std::ptrdiff_t place, double interval_s) {
  const double latest_s = std::min({kRootShare * std::sqrt(interval_s), kIntervalShare * interval_s, kLongestS});
  return place + std::lround(latest_s * kModelRateHz);
}

}  // namespace

std::vector<std::optional<BeatWave>> find_t_waves(const LeadSamples& leads, const SlopeGrid& slopes,
                                                  std::span<const double> lead_weights,
                                                  std::span<const std::ptrdiff_t> places,
                                                  std::span<const BeatWave> qrs) {
  const auto count = static_cast<std::ptrdiff_t>(leads.sample_count);
  std::vector<std::optional<BeatWave>> waves(places.size());
  WaveSearch search = {
      .half_width = 46, .smoothing = 3, .lead_reach = 30, .flanks = {80, 0.3, 0.3}, .on_reach = 20.0, .off_reach = 8.0};
  for (std::size_t beat = 0; beat < places.size(); ++beat) {
    const std::ptrdiff_t next_on = beat + 1 < places.size() ? qrs[beat + 1].all.on : count;
    search.first = std::max(qrs[beat].all.off + kFirstAfterQrs, places[beat]);
    search.last = std::min({next_on - kBeforeNextQrs, count - 1, places[beat] + kLongestTReach});
    search.peak_first = qrs[beat].all.off + kPeakAfterQrs;
    search.peak_last =
        std::min(latest_peak(places[beat], interval_after_s(places, beat)), search.last - kBeforeNextQrs);
    waves[beat] = find_wave(average_with_similar(slopes, leads, places, beat, kTWindow), search, lead_weights);
    if (waves[beat] && waves[beat]->all.off >= count - kAtEnd)
      waves[beat].reset();
  }
  return waves;
}

}  // namespace leadwise
