#include "beats/rr_rhythm.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "beats/qrs_energy.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kFewestForRhythm = 4;
constexpr std::size_t kFewestToCallIrregularlyIrregular = 5;
constexpr double kRegular = 0.07;
constexpr double kJump = 0.125;
constexpr double kUsualJump = 0.06;
// Root mean square jump over standard deviation: 1.41 without memory, 2 where long and short intervals alternate.
constexpr double kAlternating = 1.85;

struct Intervals {
  std::vector<double> lengths_s;
  // Between neighbouring intervals, without sign.
  std::vector<double> jumps_s;
};

bool counts(const Beat& beat) { return beat.type == BeatType::dominant || beat.type == BeatType::paced; }

Intervals find_intervals(std::span<const Beat> beats) {
  Intervals found;
  for (std::size_t i = 1; i < beats.size(); ++i) {
    if (!counts(beats[i]) || !counts(beats[i - 1]) || beats[i].follows_gap)
      continue;
    const double length_s = beats[i].r_s - beats[i - 1].r_s;
    if (i > 1 && counts(beats[i - 2]) && !beats[i - 1].follows_gap)
      found.jumps_s.push_back(std::fabs(length_s - found.lengths_s.back()));
    found.lengths_s.push_back(length_s);
  }
  return found;
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double root_mean_square(const std::vector<double>& values, double from = 0.0) {
  double squares = 0.0;
  for (const double value : values)
    squares += (value - from) * (value - from);
  return values.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(values.size()));
}

bool jumps_without_order(const Intervals& intervals, double mean_s, double deviation_s) {
  const double jump_s = root_mean_square(intervals.jumps_s);
  return intervals.lengths_s.size() >= kFewestToCallIrregularlyIrregular && jump_s >= kJump * mean_s &&
         quantile(intervals.jumps_s, 0.5) >= kUsualJump * mean_s && jump_s < kAlternating * deviation_s;
}

}  // namespace

RhythmRegularity judge_regularity(std::span<const Beat> beats) {
  const Intervals intervals = find_intervals(beats);
  if (intervals.lengths_s.size() < kFewestForRhythm)
    return RhythmRegularity::unknown;
  const double mean_s = mean(intervals.lengths_s);
  const double deviation_s = root_mean_square(intervals.lengths_s, mean_s);
  if (deviation_s < kRegular * mean_s)
    return RhythmRegularity::regular;
  return jumps_without_order(intervals, mean_s, deviation_s) ? RhythmRegularity::irregularly_irregular
                                                             : RhythmRegularity::irregular;
}

}  // namespace leadwise
