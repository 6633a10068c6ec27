#include "delineation/p_presence.hpp"

#include <algorithm>
#include <cmath>

#include "beats/qrs_energy.hpp"
#include "delineation/atrial_periodicity.hpp"

namespace leadwise {
namespace {

// The stretch before the QRS complex that is compared: 220 to 40 ms before its onset.
constexpr std::ptrdiff_t kFrom = 220 / 8, kTo = 40 / 8;
constexpr std::ptrdiff_t kShifts = 3;  // of 8 ms
constexpr std::size_t kVouchingBeats = 8;

struct Neighbours {
  std::size_t first, last;
};

Neighbours neighbours_of(std::size_t beat, std::size_t count) {
  return {beat > kVouchingBeats ? beat - kVouchingBeats : 0, std::min(count, beat + kVouchingBeats + 1)};
}

// The slopes before a beat's QRS complex, 0 where the T wave before still lasts or the record has not begun.
std::vector<double> slopes_before(const SlopeGrid& slopes, const BeatPlace& beat, std::ptrdiff_t shift) {
  const std::ptrdiff_t on = beat.qrs_on / SlopeGrid::kStep + shift;
  std::vector<double> values(static_cast<std::size_t>(kFrom - kTo) * slopes.lead_count(), 0.0);
  const std::ptrdiff_t first = std::max({on - kFrom, beat.t_off_before / SlopeGrid::kStep + shift, std::ptrdiff_t{0}});
  const std::ptrdiff_t last = std::min(on - kTo, slopes.count());
  if (first >= last)
    return values;
  const std::span<const double> seen = slopes.between(first, last);
  std::copy(seen.begin(), seen.end(),
            values.begin() + (first - (on - kFrom)) * static_cast<std::ptrdiff_t>(slopes.lead_count()));
  return values;
}

std::vector<double> sum_of_others(const std::vector<std::vector<double>>& stretches, std::span<const BeatPlace> beats,
                                  std::size_t beat) {
  std::vector<double> sum(stretches[beat].size(), 0.0);
  const Neighbours near = neighbours_of(beat, stretches.size());
  for (std::size_t other = near.first; other < near.last; ++other) {
    if (other == beat || !beats[other].shows_the_rhythm)
      continue;
    for (std::size_t i = 0; i < sum.size(); ++i)
      sum[i] += stretches[other][i];
  }
  return sum;
}

// Correlation of what precedes each beat with what precedes its neighbours on average, itself left out.
std::vector<double> likeness_of_beats(const SlopeGrid& slopes, std::span<const BeatPlace> beats) {
  std::vector<std::vector<double>> stretches;
  for (const BeatPlace& beat : beats)
    stretches.push_back(slopes_before(slopes, beat, 0));
  std::vector<double> likeness(beats.size(), 0.0);
  for (std::size_t b = 0; b < beats.size(); ++b) {
    const std::vector<double> others = sum_of_others(stretches, beats, b);
    for (std::ptrdiff_t shift = -kShifts; shift <= kShifts; ++shift) {
      const std::vector<double> own = slopes_before(slopes, beats[b], shift);
      const double energies = dot(own, own) * dot(others, others);
      likeness[b] = std::max(likeness[b], dot(own, others) / std::sqrt(energies + kTinyEnergy));
    }
  }
  return likeness;
}

// Found on LUDB's odd records and on PTB-XL and Chapman: median and lower quartile of likeness average 0.4 and more in
// sinus rhythm, 0.4 and less in fibrillation, which is irregular besides.
constexpr double kLeastLikeness = 0.38, kPerIrregularity = 1.2, kRegular = 0.05, kIrregular = 0.25;
// Of a single beat in such a rhythm.
constexpr double kLeastOfBeat = 0.35;
// Flutter of LUDB's odd records: 0.37 and more; sinus rhythm of PTB-XL and Chapman: 0.33 and less in 499 of 501. Where
// the beats follow each other with perfect regularity, a fast sinus rhythm whose P and T waves look alike reaches 0.41
// (simulated), and flutter mostly 0.5 and more.
constexpr double kFlutterPeriodicity = 0.36, kRegularFlutterPeriodicity = 0.5, kPerfectlyRegular = 0.02;

bool is_flutter(double periodicity, std::span<const BeatPlace> beats) {
  const bool is_regular = interval_irregularity(beats) < kPerfectlyRegular;
  return periodicity >= (is_regular ? kRegularFlutterPeriodicity : kFlutterPeriodicity);
}

bool is_p_wave_rhythm(std::span<const double> likeness, std::span<const BeatPlace> beats) {
  std::vector<double> values;
  for (std::size_t b = 0; b < beats.size(); ++b) {
    if (beats[b].shows_the_rhythm)
      values.push_back(likeness[b]);
  }
  const double alike = (quantile(values, 0.5) + quantile(values, 0.25)) / 2.0;
  const double irregular = std::clamp(interval_irregularity(beats), kRegular, kIrregular) - kRegular;
  return alike >= kLeastLikeness + kPerIrregularity * irregular;
}

}  // namespace

std::vector<bool> beats_with_p_wave(const SlopeGrid& slopes, const SlopeGrid& plain_slopes,
                                    std::span<const BeatPlace> beats) {
  const std::vector<double> likeness = likeness_of_beats(slopes, beats);
  const std::vector<double> periodicity = atrial_periodicity(plain_slopes, beats);
  std::vector<bool> present(beats.size(), false);
  for (std::size_t b = 0; b < beats.size(); ++b) {
    const Neighbours near = neighbours_of(b, beats.size());
    const std::size_t count = near.last - near.first;
    const std::span<const BeatPlace> around = beats.subspan(near.first, count);
    present[b] = likeness[b] >= kLeastOfBeat && !is_flutter(periodicity[b], around) &&
                 is_p_wave_rhythm(std::span(likeness).subspan(near.first, count), around);
  }
  return present;
}

}  // namespace leadwise
