#include "beats/qrs_pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leadwise {
namespace {

// Denser samples than this tell nothing more about where a QRS complex lies.
constexpr double kEnoughHz = 500.0;

std::ptrdiff_t stride_at(double sampling_rate_hz) {
  return std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(sampling_rate_hz / kEnoughHz));
}

void take_mean_off(LeadPattern& pattern) {
  double sum = 0.0;
  for (const double value : pattern)
    sum += value;
  for (double& value : pattern)
    value -= sum / static_cast<double>(pattern.size());
}

// Four sums side by side, as one sum waits for its own last addition.
using Lanes = std::array<double, 4>;

double total(const Lanes& lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); }

PatternComparison compare(const LeadPattern& pattern, const double* seen, std::ptrdiff_t stride) {
  Lanes products{}, values{}, squares{}, own_squares{};
  const double level = *seen;
  for (std::size_t k = 0; k < pattern.size(); ++k, seen += stride) {
    const double value = *seen - level;
    products[k % 4] += value * pattern[k];
    values[k % 4] += value;
    squares[k % 4] += value * value;
    own_squares[k % 4] += pattern[k] * pattern[k];
  }
  const double sum = total(values);
  return {total(products), total(squares) - sum * sum / static_cast<double>(pattern.size()), total(own_squares)};
}

}  // namespace

QrsPattern find_qrs_pattern(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  QrsPattern pattern;
  for (const LeadBeats& lead : leads) {
    const MedianLead beat = find_median_lead(lead, beats_s, kPatternReachS, kPatternReachS);
    const auto stride = static_cast<std::size_t>(stride_at(lead.sampling_rate_hz));
    LeadPattern qrs_mv;
    for (std::size_t k = 0; k < beat.samples_mv.size(); k += stride)
      qrs_mv.push_back(beat.samples_mv[k]);
    take_mean_off(qrs_mv);
    pattern.push_back(std::move(qrs_mv));
  }
  return pattern;
}

PatternComparison compare_with_pattern(const LeadPattern& pattern, const LeadBeats& lead, std::ptrdiff_t sample) {
  const std::ptrdiff_t stride = stride_at(lead.sampling_rate_hz);
  const std::ptrdiff_t first = sample - lead.samples_in(kPatternReachS);
  const std::ptrdiff_t last = first + (static_cast<std::ptrdiff_t>(pattern.size()) - 1) * stride;
  if (pattern.empty() || first < 0 || last >= static_cast<std::ptrdiff_t>(lead.samples_mv.size()))
    return {};
  const PatternComparison found = compare(pattern, lead.samples_mv.data() + first, stride);
  return std::isfinite(found.variance) && std::isfinite(found.covariance) ? found : PatternComparison{};
}

}  // namespace leadwise
