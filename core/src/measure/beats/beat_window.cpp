#include "beats/beat_window.hpp"

#include <algorithm>
#include <cmath>

#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

constexpr double kBeforeS = 0.56;
constexpr double kAfterS = 0.70;
// A beat must show so much to be averaged: its QRS complex and the level before.
constexpr double kLeastBeforeS = 0.14;
constexpr double kLeastAfterS = 0.07;
// So much of the interval between two beats belongs to one of them at any rate: at high rates waves run into each other.
constexpr double kLeastShareBefore = 0.38;
constexpr double kLeastShareAfter = 0.60;
constexpr double kUsualPBeforeS = 0.20;
constexpr double kQrsBeforeS = 0.10;

std::ptrdiff_t samples_in(double time_s) { return static_cast<std::ptrdiff_t>(std::lround(time_s * kModelRateHz)); }

// From a QRS complex to the end of its T wave, by Framingham's line (Sagie et al., Am. J. Cardiol. 70:797, 1992).
double usual_t_end_s(double interval_s) { return 0.39 + 0.154 * (interval_s - 1.0) - 0.05; }

double before_s(double interval_s) {
  return std::min(kBeforeS, std::max(interval_s - usual_t_end_s(interval_s), kLeastShareBefore * interval_s));
}

// What the next beat begins with: a P wave, or, where ectopic beats follow most of these, as in bigeminy, its complex.
double room_before_next_s(std::span<const Beat> beats, BeatType type) {
  std::size_t count = 0, before_ectopic = 0;
  for (std::size_t i = 0; i + 1 < beats.size(); ++i) {
    count += beats[i].type == type ? 1U : 0U;
    before_ectopic += beats[i].type == type && beats[i + 1].type == BeatType::ectopic ? 1U : 0U;
  }
  return 2 * before_ectopic > count ? kQrsBeforeS : kUsualPBeforeS;
}

double after_s(double interval_s, double next_before_s) {
  return std::min(kAfterS, std::max(interval_s - next_before_s, kLeastShareAfter * interval_s));
}

BeatReach reach_of(std::span<const Beat> beats, std::size_t i, double next_before_s, std::ptrdiff_t sample_count) {
  BeatReach reach{samples_in(beats[i].r_s), samples_in(kBeforeS), samples_in(kAfterS)};
  if (i > 0)
    reach.before = samples_in(before_s(beats[i].r_s - beats[i - 1].r_s));
  if (i + 1 < beats.size())
    reach.after = samples_in(after_s(beats[i + 1].r_s - beats[i].r_s, next_before_s));
  reach.before = std::min(reach.before, reach.place);
  reach.after = std::min(reach.after, sample_count - 1 - reach.place);
  return reach;
}

std::ptrdiff_t reached_by_half(std::vector<std::ptrdiff_t> reaches) {
  const auto middle = reaches.begin() + static_cast<std::ptrdiff_t>(reaches.size() / 2);
  std::nth_element(reaches.begin(), middle, reaches.end());
  return *middle;
}

}  // namespace

std::vector<BeatReach> find_reaches(std::span<const Beat> beats, BeatType type, std::size_t sample_count) {
  const auto count = static_cast<std::ptrdiff_t>(sample_count);
  const double before_next_s = room_before_next_s(beats, type);
  std::vector<BeatReach> reaches;
  for (std::size_t i = 0; i < beats.size(); ++i) {
    const std::ptrdiff_t place = samples_in(beats[i].r_s);
    const bool is_whole = place >= samples_in(kLeastBeforeS) && place + samples_in(kLeastAfterS) < count;
    if (beats[i].type == type && is_whole)
      reaches.push_back(reach_of(beats, i, before_next_s, count));
  }
  return reaches;
}

BeatReach common_reach(std::span<const BeatReach> reaches) {
  if (reaches.empty())
    return {0, 0, 0};
  std::vector<std::ptrdiff_t> before, after;
  for (const BeatReach& reach : reaches) {
    before.push_back(reach.before);
    after.push_back(reach.after);
  }
  return {0, reached_by_half(std::move(before)), reached_by_half(std::move(after))};
}

}  // namespace leadwise
