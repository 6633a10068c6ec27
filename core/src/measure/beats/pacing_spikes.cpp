#include "beats/pacing_spikes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "beats/ecg_channels.hpp"
#include "leadwise/beats.hpp"

namespace leadwise {
namespace {

constexpr double kLowestSpikeRateHz = 300.0;
constexpr double kBendS = 0.002;       // a spike lasts 0.5 to 2 ms
constexpr double kLeastBendMv = 0.12;  // root mean square over the leads
// Of the spike's own bend: what lies around it, from 10 to 24 ms away. Behind it the QRS complex may begin.
constexpr double kNearS = 0.010;
constexpr double kFarS = 0.024;
constexpr double kQuietBefore = 0.12;
constexpr double kQuietAfter = 0.45;
// A step of the baseline is all there 10 ms later and stays as it is up to 24 ms; a spike goes, or the QRS complex
// that it began goes on.
constexpr double kStepRest = 0.85;
constexpr double kStepChange = 0.25;
constexpr double kShortestSpikeIntervalS = 0.020;
constexpr double kShortestPacingS = 0.200;
constexpr std::size_t kFewestSpikes = 3;
// A spike begins the beat that follows by so much: from the spike to the middle of the QRS complex.
constexpr double kLongestSpikeToQrsS = 0.150;
constexpr double kSpikeMayTrailS = 0.010;
// A spike that begins the P wave before: an atrioventricular delay as long as it is set, and half of the complex; not within the
// beat before, which in a fast rhythm lies as near.
constexpr double kLongestAtrialSpikeToQrsS = 0.350;

std::size_t samples_in(double time_s, double sampling_rate_hz) {
  return static_cast<std::size_t>(std::lround(time_s * sampling_rate_hz));
}

// How sharply the voltages bend at each sample, root mean square over the leads.
std::vector<double> bends_mv(const std::vector<const Channel*>& channels, std::size_t count, std::size_t step) {
  std::vector<double> squares(count, 0.0);
  for (const Channel* channel : channels) {
    const std::vector<double>& mv = channel->samples_mv;
    for (std::size_t i = step; i + step < mv.size(); ++i) {
      const double bend = mv[i] - 0.5 * (mv[i - step] + mv[i + step]);
      // Beside a missing sample nothing can be said.
      squares[i] += std::isfinite(bend) ? bend * bend : 0.0;
    }
  }
  for (double& value : squares)
    value = std::sqrt(value / static_cast<double>(channels.size()));
  return squares;
}

// From one sample to another, over the leads.
double change_mv(const std::vector<const Channel*>& channels, std::size_t from, std::size_t to) {
  double squares = 0.0;
  for (const Channel* channel : channels) {
    const double change = channel->samples_mv[to] - channel->samples_mv[from];
    squares += std::isfinite(change) ? change * change : 0.0;
  }
  return std::sqrt(squares);
}

struct SpikeSearch {
  std::vector<const Channel*> channels;
  std::vector<double> bends;
  std::size_t step, near, far;

  double largest(std::size_t first, std::size_t last) const {
    const auto begin = bends.begin();
    return *std::max_element(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last) + 1);
  }
  bool is_spike(std::size_t i) const {
    if (bends[i] < kLeastBendMv || bends[i] < bends[i - 1] || bends[i] < bends[i + 1])
      return false;
    return largest(i - far, i - near) <= kQuietBefore * bends[i] &&
           largest(i + near, i + far) <= kQuietAfter * bends[i] && !is_step(i);
  }
  bool is_step(std::size_t i) const {
    double height_mv = 0.0;
    for (std::size_t k = i - step; k <= i + step; ++k)
      height_mv = std::max(height_mv, change_mv(channels, i - near, k));
    return change_mv(channels, i - near, i + near) > kStepRest * height_mv &&
           change_mv(channels, i + near, i + far) < kStepChange * height_mv;
  }
};

// Spikes of atrium and ventricle may follow each other, one spike's two flanks are one.
std::size_t count_paced_cycles(const std::vector<double>& spikes_s) {
  std::size_t count = 0;
  double last_s = -kShortestPacingS;
  for (const double spike_s : spikes_s) {
    if (spike_s - last_s >= kShortestPacingS) {
      ++count;
      last_s = spike_s;
    }
  }
  return count;
}

bool has_spike_between(std::span<const double> spikes_s, double earliest_s, double latest_s) {
  return std::any_of(spikes_s.begin(), spikes_s.end(),
                     [=](double spike_s) { return spike_s > earliest_s && spike_s < latest_s; });
}

}  // namespace

std::vector<double> find_pacing_spikes(const EcgRecord& record) {
  const double rate_hz = record.sampling_rate_hz;
  if (!(rate_hz >= kLowestSpikeRateHz) || !std::isfinite(rate_hz))
    return {};
  const std::vector<const Channel*> channels = ecg_channels(record);
  const std::size_t step = samples_in(kBendS, rate_hz);
  const SpikeSearch search{channels, bends_mv(channels, record.sample_count(), step), step, samples_in(kNearS, rate_hz),
                           samples_in(kFarS, rate_hz)};
  std::vector<double> spikes_s;
  for (std::size_t i = search.far; i + search.far < search.bends.size(); ++i) {
    const double time_s = static_cast<double>(i) / rate_hz;
    if (search.is_spike(i) && (spikes_s.empty() || time_s - spikes_s.back() > kShortestSpikeIntervalS))
      spikes_s.push_back(time_s);
  }
  return count_paced_cycles(spikes_s) >= kFewestSpikes ? spikes_s : std::vector<double>{};
}

bool follows_spike(double beat_s, std::span<const double> spikes_s) {
  return has_spike_between(spikes_s, beat_s - kLongestSpikeToQrsS, beat_s + kSpikeMayTrailS);
}

bool looks_paced(const EcgRecord& record) {
  const std::vector<double> spikes_s = find_pacing_spikes(record);
  if (spikes_s.empty())
    return false;
  const std::vector<double> beats_s = detect_qrs(record);
  std::size_t begun = 0;
  for (std::size_t i = 0; i < beats_s.size(); ++i) {
    const double behind_last_s = i > 0 ? beats_s[i - 1] + kLongestSpikeToQrsS : 0.0;
    const double earliest_s = std::max(beats_s[i] - kLongestAtrialSpikeToQrsS, behind_last_s);
    const bool at_p = has_spike_between(spikes_s, earliest_s, beats_s[i]);
    begun += at_p || follows_spike(beats_s[i], spikes_s) ? 1U : 0U;
  }
  return begun > 0 && 2 * begun >= beats_s.size();
}

}  // namespace leadwise
