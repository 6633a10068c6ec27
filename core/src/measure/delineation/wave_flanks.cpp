#include "delineation/wave_flanks.hpp"

#include <cmath>

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kSlopeReach = 3;  // samples: slopes over 12 ms

double steepness(const LeadStretch& lead, std::ptrdiff_t i) {
  return std::fabs(lead.at(i + kSlopeReach) - lead.at(i - kSlopeReach));
}

std::ptrdiff_t end_of_flank(const LeadStretch& lead, std::ptrdiff_t peak, std::ptrdiff_t limit, double share) {
  const std::ptrdiff_t step = limit < peak ? -1 : 1;
  std::ptrdiff_t steepest = peak;
  double top = 0.0;
  for (std::ptrdiff_t i = peak; i != limit; i += step) {
    if (steepness(lead, i) > top) {
      top = steepness(lead, i);
      steepest = i;
    }
  }
  std::ptrdiff_t end = steepest;
  while (end != limit && steepness(lead, end) > share * top)
    end += step;
  return end;
}

}  // namespace

WaveSpan mark_flanks(const LeadStretch& lead, std::ptrdiff_t peak, const FlankRule& rule) {
  return {end_of_flank(lead, peak, std::max(lead.first, peak - rule.longest), rule.on_share), peak,
          end_of_flank(lead, peak, std::min(lead.last, peak + rule.longest), rule.off_share)};
}

}  // namespace leadwise
