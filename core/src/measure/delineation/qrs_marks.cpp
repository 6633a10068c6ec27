#include "delineation/qrs_marks.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

// In samples of 2 ms. Slopes are differences over 8 ms.
constexpr std::ptrdiff_t kQrsSlopeReach = 2;
// The steepest slope lies this near to the beat's place.
constexpr std::ptrdiff_t kCore = 35;
// As long as this without slopes: the complex is over. Shorter is a plateau within it.
constexpr std::ptrdiff_t kCalm = 8;
// A lead may differ from all together by this much outwards.
constexpr std::ptrdiff_t kLeadBefore = 6, kLeadAfter = 8;
// Shares of the steepest slope, found on LUDB's odd records.
constexpr double kShareOfAll = 0.10;
constexpr double kLeadOnShare = 0.04, kLeadOffShare = 0.06;
// A lead whose slopes stay below this shows next to no complex: its noise must not count as one.
constexpr double kLeastSlopeMv = 0.02;
// An R wave smaller than this part of the largest deflection is not the complex's peak.
constexpr double kLeastRShare = 0.2;

struct Core {
  std::ptrdiff_t first, last;
};

std::vector<double> slopes_of(std::span<const double> row) {
  std::vector<double> slopes(row.size(), 0.0);
  for (std::size_t i = kQrsSlopeReach; i + kQrsSlopeReach < row.size(); ++i)
    slopes[i] = std::fabs(row[i + kQrsSlopeReach] - row[i - kQrsSlopeReach]);
  return slopes;
}

std::ptrdiff_t steepest_place(const std::vector<double>& slopes, const Core& core) {
  return std::max_element(slopes.begin() + core.first, slopes.begin() + core.last) - slopes.begin();
}

// Root mean square over the leads, each relative to its own steepest.
std::vector<double> slopes_of_all(const std::vector<std::vector<double>>& slopes, const Core& core) {
  std::vector<double> all(slopes.front().size(), 0.0);
  for (const std::vector<double>& lead : slopes) {
    const double steepest = std::max(lead[static_cast<std::size_t>(steepest_place(lead, core))], kLeastSlopeMv);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const double share = std::min(lead[i] / steepest, 1.0);
      all[i] += share * share;
    }
  }
  for (double& value : all)
    value = std::sqrt(value / static_cast<double>(slopes.size()));
  return all;
}

// From `from` in steps of 1 or -1: the last place that reaches the threshold before it stays calm.
std::ptrdiff_t walk_out(const std::vector<double>& slopes, std::ptrdiff_t from, std::ptrdiff_t step, double threshold) {
  std::ptrdiff_t edge = from;
  const auto last = static_cast<std::ptrdiff_t>(slopes.size()) - 1;
  for (std::ptrdiff_t i = from; i >= 0 && i <= last && std::abs(i - edge) <= kCalm; i += step) {
    if (slopes[static_cast<std::size_t>(i)] >= threshold)
      edge = i;
  }
  return edge;
}

// From `from` towards `limit`: the first place that reaches the threshold.
std::ptrdiff_t walk_in(const std::vector<double>& slopes, std::ptrdiff_t from, std::ptrdiff_t limit, double threshold) {
  const std::ptrdiff_t step = from < limit ? 1 : -1;
  while (from != limit && slopes[static_cast<std::size_t>(from)] < threshold)
    from += step;
  return from;
}

std::ptrdiff_t peak_within(std::span<const double> row, std::ptrdiff_t on, std::ptrdiff_t off) {
  const auto highest = std::max_element(row.begin() + on, row.begin() + off + 1);
  const auto lowest = std::min_element(row.begin() + on, row.begin() + off + 1);
  const double base = row[static_cast<std::size_t>(on)];
  const bool has_r = *highest - base >= kLeastRShare * (base - *lowest);
  return (has_r ? highest : lowest) - row.begin();
}

std::optional<WaveSpan> mark_in_lead(std::span<const double> row, const std::vector<double>& slopes,
                                     const WaveSpan& all, const Core& core) {
  const std::ptrdiff_t middle = steepest_place(slopes, core);
  const double steepest = slopes[static_cast<std::size_t>(middle)];
  if (!(steepest > 0.0))
    return std::nullopt;
  const auto last = static_cast<std::ptrdiff_t>(row.size()) - 1;
  const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, all.on - kLeadBefore);
  WaveSpan span;
  span.on = walk_in(slopes, std::min(first, middle), middle, kLeadOnShare * steepest);
  span.off = walk_in(slopes, std::max(std::min(last, all.off + kLeadAfter), middle), middle, kLeadOffShare * steepest);
  if (span.on >= span.off)
    return std::nullopt;
  span.peak = peak_within(row, span.on, span.off);
  return span;
}

WaveSpan moved(const WaveSpan& span, std::ptrdiff_t by) { return {span.on + by, span.peak + by, span.off + by}; }

}  // namespace

BeatWave mark_qrs(const BeatWindow& window, std::ptrdiff_t place) {
  const auto length = static_cast<std::ptrdiff_t>(window.length);
  const std::ptrdiff_t at = place - window.first;
  const Core core = {std::max<std::ptrdiff_t>(0, at - kCore), std::min(length, at + kCore + 1)};
  std::vector<std::vector<double>> slopes;
  for (std::size_t lead = 0; lead < window.lead_count(); ++lead)
    slopes.push_back(slopes_of(window.row(lead)));
  const std::vector<double> all_slopes = slopes_of_all(slopes, core);
  const std::ptrdiff_t middle = steepest_place(all_slopes, core);
  const double threshold = kShareOfAll * all_slopes[static_cast<std::size_t>(middle)];
  const WaveSpan all = {walk_out(all_slopes, middle, -1, threshold), at, walk_out(all_slopes, middle, 1, threshold)};
  BeatWave wave;
  wave.all = moved(all, window.first);
  for (std::size_t lead = 0; lead < window.lead_count(); ++lead) {
    const auto span = mark_in_lead(window.row(lead), slopes[lead], all, core);
    wave.leads.push_back(span ? std::optional(moved(*span, window.first)) : std::nullopt);
  }
  return wave;
}

}  // namespace leadwise
