#include "delineation/p_waves.hpp"

#include <algorithm>
#include <cmath>

#include "delineation/find_wave.hpp"

namespace leadwise {
namespace {

// In samples of 2 ms, from the onset of the QRS complex.
constexpr std::ptrdiff_t kLongestPReach = 190;
constexpr WindowChoice kPWindow = {-kLongestPReach, 0, -130, -8, 16, 0.8};
constexpr std::ptrdiff_t kPeakBeforeQrs = 28;
constexpr std::ptrdiff_t kLastBeforeQrs = 2;
constexpr std::ptrdiff_t kPeakAfterStart = 10;
// The wave may begin on the end of the T wave.
constexpr std::ptrdiff_t kOnT = 5;
constexpr std::ptrdiff_t kAtStart = 3;
// Over 8 ms a P wave changes by a fraction of its size, a pacing spike by more than what smoothing leaves of it.
constexpr double kSpikeSlope = 2.5;
constexpr std::size_t kPSlopeReach = 2;

double steepest_change(std::span<const double> row) {
  double steepest = 0.0;
  for (std::size_t i = 0; i + 2 * kPSlopeReach < row.size(); ++i)
    steepest = std::max(steepest, std::fabs(row[i + 2 * kPSlopeReach] - row[i]));
  return steepest;
}

// Mean distance from the level at both ends.
double mean_size(std::span<const double> row) {
  const double ends = (row.front() + row.back()) / 2.0;
  double sum = 0.0;
  for (const double value : row)
    sum += std::fabs(value - ends);
  return sum / static_cast<double>(row.size());
}

// Spikes lie in all leads: more than half of them suffice.
bool is_spike(const BeatWindow& window, const BeatWave& wave) {
  std::ptrdiff_t votes = 0;
  for (std::size_t lead = 0; lead < wave.leads.size(); ++lead) {
    if (!wave.leads[lead])
      continue;
    const WaveSpan& span = *wave.leads[lead];
    const auto first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, span.on - window.first));
    const auto last = std::min(window.length - 1, static_cast<std::size_t>(span.off - window.first));
    const std::span<const double> row = window.row(lead).subspan(first, last - first + 1);
    votes += steepest_change(row) > kSpikeSlope * mean_size(row) ? 1 : -1;
  }
  return votes > 0;
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
    search.last = onsets[beat] - kLastBeforeQrs;
    search.first = std::max({beats[beat].t_off_before - kOnT, onsets[beat] - kLongestPReach, std::ptrdiff_t{0}});
    search.peak_first = search.first + kPeakAfterStart;
    search.peak_last = onsets[beat] - kPeakBeforeQrs;
    const BeatWindow window = average_with_similar(slopes, leads, onsets, beat, kPWindow);
    waves[beat] = find_wave(window, search, lead_weights);
    if (waves[beat] && (waves[beat]->all.on <= kAtStart || is_spike(window, *waves[beat])))
      waves[beat].reset();
  }
  return waves;
}

}  // namespace leadwise
