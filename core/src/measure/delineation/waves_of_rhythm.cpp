#include "delineation/waves_of_rhythm.hpp"

#include <cmath>
#include <vector>

#include "beats/median.hpp"
#include "delineation/global_marks.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kFewestBeats = 3;
constexpr double kTEndsAgreeS = 0.025;

using Mark = std::optional<double> WaveMarks::*;

struct Wave {
  Mark on, peak, off;
};

constexpr Wave kP = {&WaveMarks::p_on_s, &WaveMarks::p_peak_s, &WaveMarks::p_off_s};
constexpr Wave kT = {&WaveMarks::t_on_s, &WaveMarks::t_peak_s, &WaveMarks::t_off_s};

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
std::vector<LeadDelineation> median_beat(const Delineation& delineation, std::span<const Beat> beats, BeatType type,
                                         const Wave& wave) {
  std::vector<LeadDelineation> leads;
  for (const LeadDelineation& lead : delineation.leads) {
    WaveMarks marks;
    for (const Mark mark : {wave.on, wave.peak, wave.off})
      marks.*mark = median_mark(lead, beats, type, mark);
    leads.push_back({lead.lead, {marks}});
  }
  return leads;
}

std::optional<WavePlace> place_of(std::span<const LeadDelineation> leads, const Wave& wave) {
  std::vector<double> peaks_s;
  for (const LeadDelineation& lead : leads) {
    if (const std::optional<double> peak_s = lead.beats.front().*wave.peak)
      peaks_s.push_back(*peak_s);
  }
  const WaveMarks ends = global_marks(leads, 0);
  if (peaks_s.empty() || !(ends.*wave.on) || !(ends.*wave.off))
    return std::nullopt;
  return WavePlace{*(ends.*wave.on), median(peaks_s), *(ends.*wave.off)};
}

// From the beats' common points; empty where fewer than half of the beats have a T wave.
std::vector<double> t_ends_s(const Delineation& delineation, std::span<const Beat> beats, BeatType type) {
  std::size_t count = 0;
  std::vector<double> ends_s;
  for (std::size_t beat = 0; beat < beats.size(); ++beat) {
    const std::optional<double> end_s = delineation.global[beat].t_off_s;
    count += beats[beat].type == type ? 1u : 0u;
    if (beats[beat].type == type && end_s)
      ends_s.push_back(*end_s - beats[beat].r_s);
  }
  return 2 * ends_s.size() < count ? std::vector<double>{} : ends_s;
}

bool agree(std::vector<double> ends_s) {
  const double middle_s = median(ends_s);
  for (double& end_s : ends_s)
    end_s = std::fabs(end_s - middle_s);
  return median(ends_s) <= kTEndsAgreeS;
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
    found.place = place_of(median_beat(delineation, beats, type, kP), kP);
  return found;
}

WavesOfRhythm find_waves_of_rhythm(const Delineation& delineation, std::span<const Beat> beats, BeatType type) {
  WavesOfRhythm found{find_p_wave_of_rhythm(delineation, beats, type), std::nullopt};
  const std::vector<double> ends_s = t_ends_s(delineation, beats, type);
  if (ends_s.size() >= kFewestBeats && agree(ends_s))
    found.t = place_of(median_beat(delineation, beats, type, kT), kT);
  return found;
}

}  // namespace leadwise
