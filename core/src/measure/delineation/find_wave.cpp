#include "delineation/find_wave.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "beats/moving_average.hpp"

namespace leadwise {
namespace {

// A lead's own ends count 3 : 1 against the median where its wave is the largest, and less where it is small. Found on
// LUDB's odd records.
constexpr double kOwnShare = 0.75;
constexpr double kSmallSize = 0.1;
// Of what smoothing takes away from a lead (its weight is one over that): a wave below is not to be seen.
constexpr double kLeastSize = 0.05;

// Holds each lead at its values at the ends of the search, so that no neighbouring wave leaks in, and smooths.
void isolate(BeatWindow& window, const WaveSearch& search) {
  const auto first = static_cast<std::size_t>(search.first - window.first);
  const auto last = static_cast<std::size_t>(search.last - window.first);
  const auto half_width = static_cast<std::size_t>(search.smoothing);
  for (std::size_t lead = 0; lead < window.lead_count(); ++lead) {
    const std::span<double> row = window.row(lead);
    std::fill(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(first), row[first]);
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(last), row.end(), row[last]);
    const std::vector<double> smooth = moving_average(moving_average(row, half_width), half_width + 1);
    std::copy(smooth.begin(), smooth.end(), row.begin());
  }
}

std::vector<LeadStretch> stretches_of(const BeatWindow& window, const WaveSearch& search) {
  std::vector<LeadStretch> leads;
  for (std::size_t lead = 0; lead < window.lead_count(); ++lead)
    leads.push_back({window.row(lead), window.first, search.first, search.last});
  return leads;
}

// The sum over the leads to the power of 1.5: between the sum of squares, in which one lead decides, and the plain sum.
double prominence_of_all(std::span<const LeadStretch> leads, std::span<const double> weights, std::ptrdiff_t at,
                         std::ptrdiff_t half_width) {
  double sum = 0.0;
  for (std::size_t lead = 0; lead < leads.size(); ++lead) {
    const double size = weights[lead] * std::fabs(leads[lead].prominence(at, half_width));
    sum += size * std::sqrt(size);
  }
  return sum;
}

std::ptrdiff_t peak_of_all(std::span<const LeadStretch> leads, std::span<const double> weights,
                           const WaveSearch& search) {
  std::ptrdiff_t peak = search.peak_first;
  double largest = 0.0;
  for (std::ptrdiff_t i = search.peak_first; i <= search.peak_last; ++i) {
    const double here = prominence_of_all(leads, weights, i, search.half_width);
    if (here > largest) {
      largest = here;
      peak = i;
    }
  }
  return peak;
}

std::ptrdiff_t peak_of_lead(const LeadStretch& lead, std::ptrdiff_t peak_of_all, const WaveSearch& search) {
  std::ptrdiff_t peak = peak_of_all;
  const std::ptrdiff_t first = std::max(search.peak_first, peak_of_all - search.lead_reach);
  const std::ptrdiff_t last = std::min(search.peak_last, peak_of_all + search.lead_reach);
  for (std::ptrdiff_t i = first; i <= last; ++i) {
    if (std::fabs(lead.prominence(i, search.half_width)) > std::fabs(lead.prominence(peak, search.half_width)))
      peak = i;
  }
  return peak;
}

std::ptrdiff_t median_of(const BeatWave& wave, std::ptrdiff_t WaveSpan::*end) {
  std::vector<std::ptrdiff_t> values;
  for (const auto& lead : wave.leads) {
    if (lead)
      values.push_back((*lead).*end);
  }
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::ptrdiff_t drawn(std::ptrdiff_t own, std::ptrdiff_t median, double own_share, double reach) {
  return median + std::lround(std::clamp(own_share * static_cast<double>(own - median), -reach, reach));
}

void draw_to_median(BeatWave& wave, const std::vector<double>& sizes, const WaveSearch& search) {
  const double largest = *std::max_element(sizes.begin(), sizes.end());
  for (std::size_t lead = 0; lead < sizes.size(); ++lead) {
    if (!wave.leads[lead])
      continue;
    WaveSpan& span = *wave.leads[lead];
    const double own_share = kOwnShare * sizes[lead] / (sizes[lead] + kSmallSize * largest);
    span.on = std::min(drawn(span.on, wave.all.on, own_share, search.on_reach), span.peak - 1);
    span.off = std::max(drawn(span.off, wave.all.off, own_share, search.off_reach), span.peak + 1);
  }
}

}  // namespace

std::optional<BeatWave> find_wave(BeatWindow window, const WaveSearch& search, std::span<const double> lead_weights) {
  if (search.peak_first > search.peak_last || search.first >= search.last)
    return std::nullopt;
  isolate(window, search);
  const std::vector<LeadStretch> leads = stretches_of(window, search);
  BeatWave wave;
  wave.all.peak = peak_of_all(leads, lead_weights, search);
  std::vector<double> sizes;
  for (std::size_t lead = 0; lead < leads.size(); ++lead) {
    const std::ptrdiff_t peak = peak_of_lead(leads[lead], wave.all.peak, search);
    const double size = lead_weights[lead] * std::fabs(leads[lead].prominence(peak, search.half_width));
    sizes.push_back(size);
    wave.leads.push_back(size > kLeastSize ? std::optional(mark_flanks(leads[lead], peak, search.flanks))
                                           : std::nullopt);
  }
  if (*std::max_element(sizes.begin(), sizes.end()) <= kLeastSize)
    return std::nullopt;
  wave.all.on = median_of(wave, &WaveSpan::on);
  wave.all.off = median_of(wave, &WaveSpan::off);
  draw_to_median(wave, sizes, search);
  return wave;
}

}  // namespace leadwise
