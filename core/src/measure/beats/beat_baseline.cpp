#include "beats/beat_baseline.hpp"

#include <algorithm>
#include <cmath>

#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

constexpr double kVelocityEdge = 0.12;  // of the largest velocity
constexpr double kFarthestOnsetS = 0.110;
constexpr std::ptrdiff_t kHalfChange = 2;  // samples: a change over 8 ms, which noise of single samples does not sway
// From the first fast movement back: the flat foot of the complex lies between.
constexpr std::ptrdiff_t kFoot = 5;
constexpr std::ptrdiff_t kLevelLength = 10;
constexpr double kFarthestNeighbourS = 2.5;

std::vector<double> velocities(std::span<const std::vector<double>> rows) {
  std::vector<double> velocity(rows.front().size(), 0.0);
  for (const std::vector<double>& row : rows) {
    for (std::size_t k = kHalfChange; k + kHalfChange < row.size(); ++k)
      velocity[k] += std::fabs(row[k + kHalfChange] - row[k - kHalfChange]);
  }
  return velocity;
}

double mean_between(std::span<const double> samples, std::ptrdiff_t first, std::ptrdiff_t last) {
  double sum = 0.0;
  for (std::ptrdiff_t k = first; k <= last; ++k)
    sum += samples[static_cast<std::size_t>(k)];
  return sum / static_cast<double>(last - first + 1);
}

}  // namespace

LevelBeforeQrs find_level_before_qrs(std::span<const std::vector<double>> rows, const BeatReach& window) {
  const std::vector<double> velocity = velocities(rows);
  const auto farthest = static_cast<std::ptrdiff_t>(kFarthestOnsetS * kModelRateHz);
  const auto first = velocity.begin() + std::max<std::ptrdiff_t>(0, window.before - farthest);
  const auto last = velocity.begin() + window.before + std::min(window.after, farthest);
  const double edge = kVelocityEdge * *std::max_element(first, last);
  const auto fast = std::find_if(first, last, [edge](double value) { return value > edge; });
  const std::ptrdiff_t onset = fast - velocity.begin() - window.before;
  const std::ptrdiff_t end = std::max(onset - kFoot, kLevelLength - 1 - window.before);
  return {end - kLevelLength + 1, end};
}

BeatBaseline::BeatBaseline(std::span<const double> samples, std::span<const BeatReach> beats,
                           const LevelBeforeQrs& level)
    : beats_(beats), knot_(static_cast<double>(level.first + level.last) / 2.0) {
  for (const BeatReach& beat : beats)
    levels_.push_back(mean_between(samples, beat.place + level.first, beat.place + level.last));
}

double BeatBaseline::slope(std::size_t i) const {
  if (i + 1 >= beats_.size())
    return 0.0;
  const auto interval = static_cast<double>(beats_[i + 1].place - beats_[i].place);
  return interval > 0.0 && interval < kFarthestNeighbourS * kModelRateHz ? (levels_[i + 1] - levels_[i]) / interval
                                                                         : 0.0;
}

std::vector<double> BeatBaseline::around(std::size_t i, std::ptrdiff_t before, std::ptrdiff_t after) const {
  const double slope_before = i > 0 ? slope(i - 1) : 0.0;
  const double slope_after = slope(i);
  std::vector<double> baseline;
  baseline.reserve(static_cast<std::size_t>(before + after + 1));
  for (std::ptrdiff_t k = -before; k <= after; ++k) {
    const double distance = static_cast<double>(k) - knot_;
    baseline.push_back(levels_[i] + distance * (distance < 0.0 ? slope_before : slope_after));
  }
  return baseline;
}

}  // namespace leadwise
