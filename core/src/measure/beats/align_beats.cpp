#include <cmath>

#include "beats/qrs_pattern.hpp"
#include "leadwise/beats.hpp"

namespace leadwise {
namespace {

constexpr double kAlignmentReachS = 0.036;
constexpr int kPasses = 2;

// How well all leads together fit; of no meaning between patterns.
double fit(const QrsPattern& pattern, std::span<const LeadBeats> leads, std::ptrdiff_t sample) {
  double covariance = 0.0, variance = 0.0;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const PatternComparison found = compare_with_pattern(pattern[i], leads[i], sample);
    covariance += found.covariance;
    variance += found.variance;
  }
  return variance > 0.0 ? covariance / std::sqrt(variance) : 0.0;
}

double align_beat(const QrsPattern& pattern, std::span<const LeadBeats> leads, double beat_s) {
  const LeadBeats& any = leads.front();
  const std::ptrdiff_t beat = any.samples_in(beat_s);
  const std::ptrdiff_t reach = any.samples_in(kAlignmentReachS);
  std::ptrdiff_t best = beat;
  double best_fit = 0.0;
  for (std::ptrdiff_t shift = -reach; shift <= reach; ++shift) {
    const double found = fit(pattern, leads, beat + shift);
    if (found > best_fit) {
      best = beat + shift;
      best_fit = found;
    }
  }
  return static_cast<double>(best) / any.sampling_rate_hz;
}

}  // namespace

std::vector<double> align_beats(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  std::vector<double> aligned_s(beats_s.begin(), beats_s.end());
  for (int pass = 0; pass < kPasses; ++pass) {
    const QrsPattern pattern = find_qrs_pattern(leads, aligned_s);
    for (double& beat_s : aligned_s)
      beat_s = leads.empty() ? beat_s : align_beat(pattern, leads, beat_s);
  }
  return aligned_s;
}

}  // namespace leadwise
