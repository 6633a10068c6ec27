#include "beats/recording_gaps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "beats/ecg_channels.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

// Finding beats fills what is shorter.
constexpr double kHidesComplexS = 0.090;

using Channels = std::vector<const Channel*>;

bool is_absent(const Channel& channel, std::size_t i) { return std::isnan(channel.samples_mv[i]); }

bool is_still(const Channel& channel, std::size_t i) {
  return is_absent(channel, i) || (i > 0 && channel.samples_mv[i] == channel.samples_mv[i - 1]);
}

/// Whether it holds of all channels for so many samples on end.
template <class Holds>
bool lasts(const Channels& channels, std::size_t first, std::size_t last, std::size_t least, Holds holds) {
  std::size_t run = 0;
  for (std::size_t i = first; i < last && run < least; ++i) {
    const bool all =
        std::all_of(channels.begin(), channels.end(), [&](const Channel* channel) { return holds(*channel, i); });
    run = all ? run + 1 : 0;
  }
  return run >= least;
}

// Behind the samples that are missing, or of one value, from there on.
std::size_t end_of_run(const Channel& channel, std::size_t first) {
  std::size_t i = first + 1;
  while (i < channel.samples_mv.size() && is_still(channel, i) && is_absent(channel, i) == is_absent(channel, first))
    ++i;
  return i;
}

RecordingGaps gaps_of(const Channel& channel, double sampling_rate_hz) {
  RecordingGaps gaps;
  const double step = kModelRateHz / sampling_rate_hz;
  for (std::size_t first = 0, behind = 0; first < channel.samples_mv.size(); first = behind) {
    behind = end_of_run(channel, first);
    const double longest_s = is_absent(channel, first) ? kHidesComplexS : kLongestFlatS;
    if (static_cast<double>(behind - first) >= longest_s * sampling_rate_hz)
      gaps.push_back({static_cast<std::ptrdiff_t>(static_cast<double>(first) * step),
                      static_cast<std::ptrdiff_t>(std::ceil(static_cast<double>(behind) * step)),
                      !is_absent(channel, first)});
  }
  return gaps;
}

// Of those of `leads` that are recorded; all, or only where they stay at one value.
RecordingGaps gaps_of_any(const EcgRecord& record, std::span<const Lead> leads, bool flat_ones_only) {
  RecordingGaps all;
  for (const Lead lead : leads) {
    const Channel* channel = record.find(lead);
    const RecordingGaps gaps = channel != nullptr ? gaps_of(*channel, record.sampling_rate_hz) : RecordingGaps{};
    std::copy_if(gaps.begin(), gaps.end(), std::back_inserter(all),
                 [=](const RecordingGap& gap) { return gap.is_flat || !flat_ones_only; });
  }
  return all;
}

// The device went on computing III and aVR to aVF where I or II was off, and then they are wrong.
RecordingGaps gaps_of_recorded(const EcgRecord& record, const Channel& channel) {
  constexpr std::array<Lead, 2> kSources = {Lead::I, Lead::II};
  RecordingGaps gaps = gaps_of(channel, record.sampling_rate_hz);
  if (follows_from_i_and_ii(channel)) {
    const RecordingGaps of_sources = gaps_of_any(record, kSources, true);
    gaps.insert(gaps.end(), of_sources.begin(), of_sources.end());
  }
  return gaps;
}

}  // namespace

void mark_recording_gaps(const EcgRecord& record, std::span<Beat> beats) {
  const Channels channels = full_channels(record);
  const auto sample_at = [&record](double time_s) {
    return static_cast<std::size_t>(std::max(0.0, time_s) * record.sampling_rate_hz);
  };
  // Of samples of one value the first is not yet still.
  const std::size_t hides_a_complex = sample_at(kHidesComplexS) + 1, is_off = sample_at(kLongestFlatS) - 1;
  for (std::size_t i = 1; i < beats.size(); ++i) {
    const std::size_t first = sample_at(beats[i - 1].r_s);
    const std::size_t last = std::min(sample_at(beats[i].r_s), record.sample_count());
    beats[i].follows_gap =
        lasts(channels, first, last, hides_a_complex, is_absent) || lasts(channels, first, last, is_off, is_still);
  }
}

std::vector<RecordingGaps> find_recording_gaps(const EcgRecord& record, std::span<const Lead> leads) {
  std::vector<RecordingGaps> gaps;
  for (const Lead lead : leads) {
    const Channel* channel = record.find(lead);
    gaps.push_back(channel != nullptr ? gaps_of_recorded(record, *channel) : gaps_of_any(record, kLimbLeads, false));
  }
  return gaps;
}

}  // namespace leadwise
