#include "beats/premature_beats.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "beats/qrs_energy.hpp"

namespace leadwise {
namespace {

constexpr double kPremature = 0.80;  // of the usual interval
constexpr double kPerhapsPremature = 0.85;
constexpr double kNextAtLeast = 0.95;
constexpr std::size_t kIntervalsAround = 8;  // to each side
constexpr std::size_t kFewestIntervals = 4;
// Standard deviation over mean of the intervals that neither are short themselves nor follow a short one.
constexpr double kLargestVariation = 0.085;

double variation_of(const std::vector<double>& intervals) {
  const auto count = static_cast<double>(intervals.size());
  double sum = 0.0, squares = 0.0;
  for (const double interval : intervals)
    sum += interval;
  for (const double interval : intervals)
    squares += (interval - sum / count) * (interval - sum / count);
  return std::sqrt(squares / count) / (sum / count);
}

struct Rhythm {
  std::span<const double> beats_s;
  const std::vector<bool>& is_other;

  double interval(std::size_t i) const { return beats_s[i] - beats_s[i - 1]; }
  bool is_measure(std::size_t i) const { return !is_other[i] && !is_other[i - 1]; }

  // Intervals around beat i that begin and end with beats of the dominant shape.
  std::vector<std::size_t> intervals_around(std::size_t i) const {
    std::vector<std::size_t> ends;
    const std::size_t first = i > kIntervalsAround ? i - kIntervalsAround : 1;
    const std::size_t last = std::min(beats_s.size() - 1, i + kIntervalsAround);
    for (std::size_t k = first; k <= last; ++k) {
      if (is_measure(k))
        ends.push_back(k);
    }
    return ends;
  }

  double median_of(const std::vector<std::size_t>& ends) const {
    std::vector<double> intervals;
    for (const std::size_t k : ends)
      intervals.push_back(interval(k));
    return quantile(std::move(intervals), 0.5);
  }

  bool is_premature(std::size_t i) const {
    const std::vector<std::size_t> around = intervals_around(i);
    const double usual = median_of(around);
    if (!is_measure(i) || interval(i) >= kPremature * usual)
      return false;
    std::vector<double> others;
    for (const std::size_t k : around) {
      const bool follows_short = k > 1 && interval(k - 1) < kPerhapsPremature * usual;
      if (interval(k) >= kPerhapsPremature * usual && !follows_short)
        others.push_back(interval(k));
    }
    return others.size() >= kFewestIntervals && variation_of(others) < kLargestVariation && pauses_after(i, usual);
  }

  // Of two premature beats in a row the second is followed by the pause.
  bool pauses_after(std::size_t i, double usual) const {
    for (std::size_t k = i + 1; k < beats_s.size() && k <= i + 2; ++k) {
      if (interval(k) >= kNextAtLeast * usual)
        return true;
      if (interval(k) >= kPremature * usual)
        return false;
    }
    return i + 1 == beats_s.size();
  }
};

}  // namespace

std::vector<bool> find_premature_beats(std::span<const double> beats_s, const std::vector<bool>& is_other) {
  std::vector<bool> is_premature(beats_s.size(), false);
  const Rhythm rhythm{beats_s, is_other};
  for (std::size_t i = 1; i < beats_s.size(); ++i)
    is_premature[i] = rhythm.is_premature(i);
  return is_premature;
}

}  // namespace leadwise
