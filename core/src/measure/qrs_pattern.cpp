#include "qrs_pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace leadwise {
namespace {

constexpr double kHalfQrsS = 0.060;
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

// Sums over one or several leads; the pattern's mean is 0.
struct Comparison {
  double covariance = 0.0;
  double variance = 0.0;
  double pattern_variance = 0.0;

  // Of one pattern's matches the best is where this is largest; the pattern's own variance is the same for all.
  double score() const { return variance > 0.0 ? covariance / std::sqrt(variance) : 0.0; }
  double correlation() const { return pattern_variance > 0.0 ? score() / std::sqrt(pattern_variance) : 0.0; }
};

// Four sums side by side, as one sum waits for its own last addition.
using Lanes = std::array<double, 4>;

double total(const Lanes& lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); }

void add_to(Comparison& all, const Comparison& lead) {
  if (!std::isfinite(lead.variance) || !std::isfinite(lead.covariance))
    return;
  all.covariance += lead.covariance;
  all.variance += lead.variance;
  all.pattern_variance += lead.pattern_variance;
}

Comparison compare(const LeadPattern& pattern, const double* seen, std::ptrdiff_t stride) {
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

Comparison compare_leads(const QrsPattern& pattern, std::span<const LeadBeats> leads, std::ptrdiff_t beat) {
  Comparison all;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const std::ptrdiff_t stride = stride_at(leads[i].sampling_rate_hz);
    const auto length = static_cast<std::ptrdiff_t>(pattern.leads[i].size());
    const std::ptrdiff_t first = beat - leads[i].samples_in(kHalfQrsS);
    const std::ptrdiff_t last = first + (length - 1) * stride;
    if (length > 0 && first >= 0 && last < static_cast<std::ptrdiff_t>(leads[i].samples_mv.size()))
      add_to(all, compare(pattern.leads[i], leads[i].samples_mv.data() + first, stride));
  }
  return all;
}

}  // namespace

bool QrsPattern::is_empty() const {
  return std::all_of(leads.begin(), leads.end(), [](const LeadPattern& lead) { return lead.empty(); });
}

QrsPattern find_qrs_pattern(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  QrsPattern pattern;
  for (const LeadBeats& lead : leads) {
    const MedianLead beat = find_median_lead(lead, beats_s);
    const std::ptrdiff_t half = lead.samples_in(kHalfQrsS);
    LeadPattern qrs_mv;
    for (std::ptrdiff_t k = -half; !beat.samples_mv.empty() && k <= half; k += stride_at(lead.sampling_rate_hz))
      qrs_mv.push_back(beat.samples_mv[static_cast<std::size_t>(k - beat.first)]);
    take_mean_off(qrs_mv);
    pattern.leads.push_back(std::move(qrs_mv));
  }
  return pattern;
}

PatternMatch match_pattern(const QrsPattern& pattern, std::span<const LeadBeats> leads, double beat_s, double reach_s) {
  const LeadBeats& any = leads.front();
  const std::ptrdiff_t beat = any.samples_in(beat_s);
  const std::ptrdiff_t reach = any.samples_in(reach_s);
  std::ptrdiff_t best = beat;
  Comparison best_comparison;
  for (std::ptrdiff_t shift = -reach; shift <= reach; ++shift) {
    const Comparison comparison = compare_leads(pattern, leads, beat + shift);
    if (comparison.score() > best_comparison.score()) {
      best = beat + shift;
      best_comparison = comparison;
    }
  }
  return {static_cast<double>(best) / any.sampling_rate_hz, best_comparison.correlation()};
}

}  // namespace leadwise
