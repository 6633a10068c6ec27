#include "delineation/beat_place.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "beats/qrs_energy.hpp"

namespace leadwise {

double interval_irregularity(std::span<const BeatPlace> beats) {
  std::vector<double> changes;
  for (std::size_t b = 1; b + 1 < beats.size(); ++b) {
    const double before = static_cast<double>(beats[b].qrs_on - beats[b - 1].qrs_on);
    const double after = static_cast<double>(beats[b + 1].qrs_on - beats[b].qrs_on);
    changes.push_back(before + after > 0.0 ? 2.0 * std::fabs(after - before) / (after + before) : 0.0);
  }
  return quantile(std::move(changes), 0.5);
}

}  // namespace leadwise
