#include "align_beats.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "lead_beats.hpp"
#include "leadwise/lead_field.hpp"

namespace leadwise {
namespace {

constexpr double kReachS = 0.036;
constexpr double kHalfQrsS = 0.060;
constexpr int kPasses = 2;
// Denser samples than this tell nothing more about where a QRS complex lies.
constexpr double kEnoughHz = 500.0;

// A lead and its median QRS complex, the mean taken off.
struct LeadPattern {
  LeadBeats lead;
  std::vector<double> qrs_mv;
};

struct Correlation {
  double covariance = 0.0;
  double variance = 0.0;

  double score() const { return variance > 0.0 ? covariance / std::sqrt(variance) : 0.0; }
};

std::ptrdiff_t stride_at(double sampling_rate_hz) {
  return std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(sampling_rate_hz / kEnoughHz));
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

std::vector<LeadPattern> find_patterns(const EcgRecord& record, std::span<const double> beats_s) {
  std::vector<LeadPattern> patterns;
  for (const Lead name : kIndependentLeads) {
    const Channel* channel = record.find(name);
    if (channel == nullptr) {
      continue;
    }
    LeadPattern pattern{{channel->samples_mv, record.sampling_rate_hz}, {}};
    const MedianLead beat = find_median_lead(pattern.lead, beats_s);
    const std::ptrdiff_t half = pattern.lead.samples_in(kHalfQrsS);
    for (std::ptrdiff_t k = -half; !beat.samples_mv.empty() && k <= half; k += stride_at(record.sampling_rate_hz)) {
      pattern.qrs_mv.push_back(beat.samples_mv[static_cast<std::size_t>(k - beat.first)]);
    }
    const double level = mean(pattern.qrs_mv);
    for (double& value : pattern.qrs_mv) {
      value -= level;
    }
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

// Adds what one lead tells; a lead with a missing sample there tells nothing.
void correlate(const LeadPattern& pattern, std::ptrdiff_t beat, Correlation& correlation) {
  const std::ptrdiff_t stride = stride_at(pattern.lead.sampling_rate_hz);
  std::ptrdiff_t sample = beat - pattern.lead.samples_in(kHalfQrsS);
  std::vector<double> seen;
  for (std::size_t k = 0; k < pattern.qrs_mv.size(); ++k, sample += stride) {
    const auto value = pattern.lead.value(sample);
    if (!value) {
      return;
    }
    seen.push_back(*value);
  }
  const double level = mean(seen);
  for (std::size_t k = 0; k < seen.size(); ++k) {
    correlation.covariance += (seen[k] - level) * pattern.qrs_mv[k];
    correlation.variance += (seen[k] - level) * (seen[k] - level);
  }
}

double align_beat(const std::vector<LeadPattern>& patterns, double beat_s) {
  const LeadBeats& any = patterns.front().lead;
  const std::ptrdiff_t beat = any.samples_in(beat_s);
  const std::ptrdiff_t reach = any.samples_in(kReachS);
  std::ptrdiff_t best = beat;
  double best_score = 0.0;
  for (std::ptrdiff_t shift = -reach; shift <= reach; ++shift) {
    Correlation correlation;
    for (const LeadPattern& pattern : patterns) {
      correlate(pattern, beat + shift, correlation);
    }
    if (correlation.score() > best_score) {
      best = beat + shift;
      best_score = correlation.score();
    }
  }
  return static_cast<double>(best) / any.sampling_rate_hz;
}

}  // namespace

std::vector<double> align_beats(const EcgRecord& record, std::span<const double> beats_s) {
  std::vector<double> aligned_s(beats_s.begin(), beats_s.end());
  for (int pass = 0; pass < kPasses; ++pass) {
    const std::vector<LeadPattern> patterns = find_patterns(record, aligned_s);
    for (double& beat_s : aligned_s) {
      beat_s = patterns.empty() ? beat_s : align_beat(patterns, beat_s);
    }
  }
  return aligned_s;
}

}  // namespace leadwise
