#include "own_beat.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "median_beat.hpp"

namespace leadwise {
namespace {

constexpr double kUsualRrS = 0.8;
constexpr double kShortestOwnRrS = 0.3;
constexpr double kLongestOwnRrS = 2.0;
constexpr double kQrsReachS = 0.110;    // from the beat's time
constexpr double kVelocityEdge = 0.12;  // of the largest spatial velocity
constexpr double kShortestQrsS = 0.070;
constexpr double kLongestQrsS = 0.170;
constexpr double kEarliestPS = 0.240;  // before the QRS onset
constexpr double kLatestPS = 0.075;
constexpr double kHalfPS = 0.055;
constexpr double kLeastPMv = 0.035;

// What the search for waves needs of the median beat.
struct BeatView {
  const MedianBeat& beat;

  std::size_t index(double time_s) const {
    const double at = std::floor((time_s - beat.start_s) * beat.sampling_rate_hz + 0.5);
    return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(beat.dipole_mv.size() - 1)));
  }
  Vector3 at(double time_s) const { return beat.dipole_mv[index(time_s)]; }
  double magnitude(std::size_t i) const { return norm(beat.dipole_mv[i]); }
  // Change over 8 ms, which noise of single samples does not sway.
  double velocity(std::size_t i) const {
    const double time_s = beat.time_s(i);
    return norm(at(time_s + 0.004) + -1.0 * at(time_s - 0.004));
  }
  template <class Measure>
  std::size_t largest(double from_s, double to_s, Measure measure) const {
    std::size_t best = index(from_s);
    for (std::size_t i = best; i <= index(to_s); ++i) {
      if (measure(i) > measure(best)) {
        best = i;
      }
    }
    return best;
  }
};

double median_interval_s(std::span<const double> beats_s) {
  std::vector<double> intervals_s;
  for (std::size_t i = 1; i < beats_s.size(); ++i) {
    intervals_s.push_back(beats_s[i] - beats_s[i - 1]);
  }
  if (intervals_s.empty()) {
    return kUsualRrS;
  }
  const auto middle = intervals_s.begin() + static_cast<std::ptrdiff_t>(intervals_s.size() / 2);
  std::nth_element(intervals_s.begin(), middle, intervals_s.end());
  return std::clamp(*middle, kShortestOwnRrS, kLongestOwnRrS);
}

// The outermost moments around the beat's time at which the dipole moves fast.
Interval find_qrs(const BeatView& view) {
  const auto velocity = [&](std::size_t i) { return view.velocity(i); };
  const double level = kVelocityEdge * view.velocity(view.largest(-kQrsReachS, kQrsReachS, velocity));
  std::size_t first = view.index(-kQrsReachS);
  while (first < view.index(0.0) && view.velocity(first) < level) {
    ++first;
  }
  std::size_t last = view.index(kQrsReachS);
  while (last > view.index(0.0) && view.velocity(last) < level) {
    --last;
  }
  const double middle_s = 0.5 * (view.beat.time_s(first) + view.beat.time_s(last));
  const double length_s = std::clamp(view.beat.time_s(last) - view.beat.time_s(first), kShortestQrsS, kLongestQrsS);
  return {middle_s - length_s / 2.0, middle_s + length_s / 2.0};
}

// The T wave's peak is the largest dipole where one is usual; its borders follow from the usual QT interval.
Interval find_t(const BeatView& view, const Interval& qrs, double rr_s) {
  const double qt_s = usual_qt_s(rr_s);
  const double from_s = std::max(qrs.off_s + 0.06, qrs.on_s + 0.50 * qt_s);
  const auto magnitude = [&](std::size_t i) { return view.magnitude(i); };
  const double peak_s = view.beat.time_s(view.largest(from_s, qrs.on_s + 0.92 * qt_s, magnitude));
  return {qrs.off_s, peak_s + 0.24 * qt_s};
}

// A bump over the line between its ends, high enough to be no noise.
std::optional<Interval> find_p(const BeatView& view, const Interval& qrs) {
  const auto height = [&](std::size_t i) {
    const double time_s = view.beat.time_s(i);
    const Vector3 ends = view.at(time_s - kHalfPS) + view.at(time_s + kHalfPS);
    return norm(view.beat.dipole_mv[i] + -0.5 * ends);
  };
  const std::size_t first = view.index(qrs.on_s - kEarliestPS);
  const std::size_t last = view.index(qrs.on_s - kLatestPS);
  const std::size_t peak = view.largest(qrs.on_s - kEarliestPS, qrs.on_s - kLatestPS, height);
  // At the search's border it is the slope of another wave.
  if (peak == first || peak == last || height(peak) < kLeastPMv) {
    return std::nullopt;
  }
  return Interval{view.beat.time_s(peak) - kHalfPS, view.beat.time_s(peak) + kHalfPS};
}

}  // namespace

double usual_qt_s(double rr_s) { return 0.39 + 0.154 * (rr_s - 1.0); }

Result<OwnBeat> measure_own_beat(const EcgRecord& record, std::span<const double> beats_s) {
  const Result<MedianBeat> beat = find_median_beat(record, beats_s);
  if (!beat) {
    return tl::unexpected<Error>(beat.error());
  }
  const BeatView view{*beat};
  const auto magnitude = [&](std::size_t i) { return view.magnitude(i); };
  OwnBeat own{};
  own.rr_s = median_interval_s(beats_s);
  own.qrs = find_qrs(view);
  own.qrs_magnitude_mv = view.magnitude(view.largest(own.qrs.on_s, own.qrs.off_s, magnitude));
  own.t = find_t(view, own.qrs, own.rr_s);
  own.p = find_p(view, own.qrs);
  return own;
}

}  // namespace leadwise
