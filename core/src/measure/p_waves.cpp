#include "p_waves.hpp"

#include <algorithm>
#include <cmath>

#include "find_wave.hpp"

namespace leadwise {
namespace {

// In samples of 2 ms, from the onset of the QRS complex.
constexpr std::ptrdiff_t kLongestReach = 190;
constexpr WindowChoice kWindow = {-kLongestReach, 0, -130, -8, 16, 0.8};
constexpr std::ptrdiff_t kPeakBeforeQrs = 28;
constexpr std::ptrdiff_t kBeforeQrs = 2;
constexpr std::ptrdiff_t kPeakAfterStart = 10;
// The wave may begin on the end of the T wave.
constexpr std::ptrdiff_t kOnT = 5;
constexpr std::ptrdiff_t kAtStart = 3;
// Over 8 ms a P wave changes by a fraction of its size, a pacing spike by more than what smoothing leaves of it.
constexpr double kSpikeSlope = 2.5;
constexpr std::ptrdiff_t kSlopeReach = 2;

double steepest_change(std::span<const double> row, std::ptrdiff_t first, std::ptrdiff_t last) {
  double steepest = 0.0;
  for (std::ptrdiff_t i = first; i + 2 * kSlopeReach <= last; ++i)
    steepest = std::max(
        steepest, std::fabs(row[static_cast<std::size_t>(i + 2 * kSlopeReach)] - row[static_cast<std::size_t>(i)]));
  return steepest;
}

// Spikes lie in all leads; half of them suffice.
bool is_spike(const BeatWindow& window, const BeatWave& wave) {
  std::size_t spikes = 0, seen = 0;
  for (std::size_t lead = 0; lead < wave.leads.size(); ++lead) {
    if (!wave.leads[lead])
      continue;
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, wave.leads[lead]->on - window.first);
    const std::ptrdiff_t last =
        std::min(static_cast<std::ptrdiff_t>(window.length) - 1, wave.leads[lead]->off - window.first);
    const std::span<const double> row = window.row(lead);
    const double ends = (row[static_cast<std::size_t>(first)] + row[static_cast<std::size_t>(last)]) / 2.0;
    double area = 0.0;
    for (std::ptrdiff_t i = first; i <= last; ++i)
      area += std::fabs(row[static_cast<std::size_t>(i)] - ends);
    const double size = area / static_cast<double>(last - first + 1);
    ++seen;
    spikes += steepest_change(row, first, last) > kSpikeSlope * size ? 1 : 0;
  }
  return 2 * spikes > seen;
}

}  // namespace

std::vector<std::optional<BeatWave>> find_p_waves(const LeadSamples& leads, const SlopeGrid& slopes,
                                                  std::span<const double> lead_weights,
                                                  std::span<const BeatPlace> beats, const std::vector<bool>& present) {
  std::vector<std::ptrdiff_t> onsets;
  for (const BeatPlace& beat : beats)
    onsets.push_back(beat.qrs_on);
  std::vector<std::optional<BeatWave>> waves(beats.size());
  WaveSearch search = {.half_width = 30,
                       .smoothing = 5,
                       .lead_reach = 32,
                       .flanks = {50, 0.5, 0.65},
                       .on_reach = 8.0,
                       .off_reach = 12.0};
  for (std::size_t beat = 0; beat < beats.size(); ++beat) {
    if (!present[beat])
      continue;
    search.last = onsets[beat] - kBeforeQrs;
    search.first = std::max({beats[beat].t_off_before - kOnT, onsets[beat] - kLongestReach, std::ptrdiff_t{0}});
    search.peak_first = search.first + kPeakAfterStart;
    search.peak_last = onsets[beat] - kPeakBeforeQrs;
    const BeatWindow window = average_with_similar(slopes, leads, onsets, beat, kWindow);
    waves[beat] = find_wave(window, search, lead_weights);
    if (waves[beat] && (waves[beat]->all.on <= kAtStart || is_spike(window, *waves[beat])))
      waves[beat].reset();
  }
  return waves;
}

}  // namespace leadwise
