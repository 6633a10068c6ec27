#include "delineation/p_wave_of_rhythm.hpp"

#include <vector>

#include "beats/median.hpp"
#include "delineation/global_marks.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kFewestBeats = 3;

using Mark = std::optional<double> WaveMarks::*;

// From the beats' common points.
std::optional<double> median_mark(const LeadDelineation& lead, std::span<const Beat> beats, BeatType type, Mark mark) {
  std::vector<double> times_s;
  for (std::size_t beat = 0; beat < beats.size(); ++beat) {
    if (beats[beat].type == type && lead.beats[beat].*mark)
      times_s.push_back(*(lead.beats[beat].*mark) - beats[beat].r_s);
  }
  return times_s.empty() ? std::nullopt : std::optional(median(times_s));
}

// The leads of one beat that stands for all.
std::vector<LeadDelineation> median_beat(const Delineation& delineation, std::span<const Beat> beats, BeatType type) {
  std::vector<LeadDelineation> leads;
  for (const LeadDelineation& lead : delineation.leads) {
    WaveMarks marks;
    for (const Mark mark : {&WaveMarks::p_on_s, &WaveMarks::p_peak_s, &WaveMarks::p_off_s})
      marks.*mark = median_mark(lead, beats, type, mark);
    leads.push_back({lead.lead, {marks}});
  }
  return leads;
}

std::optional<PWavePlace> place_of(std::span<const LeadDelineation> leads) {
  std::vector<double> peaks_s;
  for (const LeadDelineation& lead : leads) {
    if (const std::optional<double> peak_s = lead.beats.front().p_peak_s)
      peaks_s.push_back(*peak_s);
  }
  const WaveMarks ends = global_marks(leads, 0);
  if (peaks_s.empty() || !ends.p_on_s || !ends.p_off_s)
    return std::nullopt;
  return PWavePlace{*ends.p_on_s, median(peaks_s), *ends.p_off_s};
}

}  // namespace

PWaveOfRhythm find_p_wave_of_rhythm(const Delineation& delineation, std::span<const Beat> beats, BeatType type) {
  std::size_t count = 0, with_p = 0;
  for (std::size_t beat = 0; beat < beats.size(); ++beat) {
    count += beats[beat].type == type ? 1u : 0u;
    with_p += beats[beat].type == type && delineation.global[beat].p_on_s ? 1u : 0u;
  }
  PWaveOfRhythm found;
  found.is_unknown = count < kFewestBeats;
  if (!found.is_unknown && 2 * with_p >= count)
    found.place = place_of(median_beat(delineation, beats, type));
  return found;
}

}  // namespace leadwise
