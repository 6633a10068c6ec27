#include "delineation/wave_foot.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr double kQuiet = 0.15;              // of the flank's velocity: where a first level is taken
constexpr double kRisesAgain = 2.0;          // times the slowest: another wave begins
constexpr std::ptrdiff_t kHeightReach = 40;  // the height is looked for so far from the flank
constexpr WaveRange kFirstLevel{0, 10};
constexpr WaveRange kLevel{5, 20};
constexpr std::ptrdiff_t kLongestTail = 20;  // the line is not followed further than 40 ms
constexpr int kTurns = 3;

struct Line {
  double slope, crossing;
};

std::optional<Line> fit_line(const std::vector<double>& y, std::ptrdiff_t first) {
  const auto n = static_cast<double>(y.size());
  double sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const auto x = static_cast<double>(i);
    sx += x;
    sy += y[i];
    sxx += x * x;
    sxy += x * y[i];
  }
  const double spread = n * sxx - sx * sx;
  const double slope = spread > 0.0 ? (n * sxy - sx * sy) / spread : 0.0;
  if (slope == 0.0)
    return std::nullopt;
  return Line{slope, static_cast<double>(first) + (sx - sy / slope) / n};
}

// One side of a wave: walks outward from the flank.
class Flank {
 public:
  Flank(const SpatialTrace& trace, std::ptrdiff_t flank, int direction, WaveRange limits, const FlankPart& part)
      : trace_(trace), flank_(flank), direction_(direction), limits_(trace.inside(limits)), part_(part) {}

  std::ptrdiff_t quiet_place() const {
    const double steepest = velocity(flank_);
    std::ptrdiff_t slowest = flank_;
    for (std::ptrdiff_t i = flank_; inside(i); i += direction_) {
      if (velocity(i) < velocity(slowest))
        slowest = i;
      if (velocity(i) <= kQuiet * steepest || velocity(i) > kRisesAgain * velocity(slowest))
        break;
    }
    return slowest;
  }

  void set_level(double place, WaveRange beyond) {
    const auto at = static_cast<std::ptrdiff_t>(std::lround(place));
    WaveRange range = direction_ > 0 ? WaveRange{at + beyond.first, at + beyond.last}
                                     : WaveRange{at - beyond.last, at - beyond.first};
    range = {std::max(range.first, limits_.first), std::min(range.last, limits_.last)};
    if (range.length() < 3)
      return;
    level_ = level_over(trace_, range);
    noise_ = mean_square_mv2(trace_, range, level_);
  }

  bool has_level() const { return !level_.empty(); }

  std::optional<double> foot() const {
    const double height = height_mv();
    std::ptrdiff_t low = flank_;
    while (inside(low + direction_) && distance(low) > part_.low * height)
      low += direction_;
    std::ptrdiff_t high = low;
    while (inside(high - direction_) && (flank_ - high) * direction_ < kHeightReach &&
           distance(high) < part_.high * height)
      high -= direction_;
    return line_through(std::min(low, high), std::max(low, high), low);
  }

 private:
  bool inside(std::ptrdiff_t i) const { return i >= limits_.first && i <= limits_.last; }
  double velocity(std::ptrdiff_t i) const { return trace_.velocity[static_cast<std::size_t>(i)]; }
  double distance(std::ptrdiff_t i) const {
    const double d = distance_mv(trace_, i, level_);
    return std::sqrt(std::max(0.0, d * d - noise_));
  }

  double height_mv() const {
    double height = 0.0;
    for (std::ptrdiff_t k = 0; k <= kHeightReach && inside(flank_ - k * direction_); ++k)
      height = std::max(height, distance(flank_ - k * direction_));
    return height;
  }

  std::optional<double> line_through(std::ptrdiff_t first, std::ptrdiff_t last, std::ptrdiff_t low) const {
    std::vector<double> distances;
    for (std::ptrdiff_t i = first; i <= last; ++i)
      distances.push_back(distance(i));
    const auto line = distances.size() >= 3 ? fit_line(distances, first) : std::nullopt;
    if (!line || line->slope * direction_ >= 0.0)
      return std::nullopt;
    const double tail =
        std::clamp((line->crossing - static_cast<double>(low)) * direction_, 0.0, static_cast<double>(kLongestTail));
    return std::clamp(static_cast<double>(low) + tail * direction_, static_cast<double>(limits_.first),
                      static_cast<double>(limits_.last));
  }

  const SpatialTrace& trace_;
  std::ptrdiff_t flank_;
  int direction_;
  WaveRange limits_;
  FlankPart part_;
  std::vector<double> level_;
  double noise_ = 0.0;
};

}  // namespace

std::optional<double> find_wave_foot(const SpatialTrace& trace, std::ptrdiff_t flank, int direction, WaveRange limits,
                                     const FlankPart& part) {
  Flank side(trace, flank, direction, limits, part);
  side.set_level(static_cast<double>(side.quiet_place()), kFirstLevel);
  std::optional<double> foot;
  for (int turn = 0; turn < kTurns && side.has_level(); ++turn) {
    const auto better = side.foot();
    if (!better)
      break;
    foot = better;
    side.set_level(*foot, kLevel);
  }
  return foot;
}

}  // namespace leadwise
