#include "leadwise/beats.hpp"
#include "qrs_pattern.hpp"

namespace leadwise {
namespace {

constexpr double kReachS = 0.036;
constexpr int kPasses = 2;

}  // namespace

std::vector<double> align_beats(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  std::vector<double> aligned_s(beats_s.begin(), beats_s.end());
  for (int pass = 0; pass < kPasses; ++pass) {
    const QrsPattern pattern = find_qrs_pattern(leads, aligned_s);
    for (double& beat_s : aligned_s)
      beat_s = leads.empty() ? beat_s : match_pattern(pattern, leads, beat_s, kReachS).time_s;
  }
  return aligned_s;
}

}  // namespace leadwise
