#include "standardise.hpp"

#include <cmath>

namespace leadwise {

GroupMoments measure_moments(const LeadGroup& group) {
  const auto count = static_cast<double>(group.size());
  GroupMoments moments{};
  for (const GroupSample& sample : group) {
    for (std::size_t lane = 0; lane < kGroupLeads; ++lane)
      moments.mean_mv[lane] += sample[lane];
  }
  for (double& mean : moments.mean_mv)
    mean /= count;
  for (const GroupSample& sample : group) {
    for (std::size_t lane = 0; lane < kGroupLeads; ++lane) {
      const double deviation = sample[lane] - moments.mean_mv[lane];
      moments.sd_mv[lane] += deviation * deviation;
    }
  }
  for (double& sd : moments.sd_mv)
    sd = std::sqrt(sd / (count - 1.0));
  return moments;
}

void standardise(LeadGroup& group, const GroupMoments& moments) {
  GroupSample scale;
  for (std::size_t lane = 0; lane < kGroupLeads; ++lane) {
    scale[lane] = moments.sd_mv[lane] > 0.0 ? 1.0 / moments.sd_mv[lane] : 0.0;
  }
  for (GroupSample& sample : group) {
    for (std::size_t lane = 0; lane < kGroupLeads; ++lane) {
      sample[lane] = (sample[lane] - moments.mean_mv[lane]) * scale[lane];
    }
  }
}

}  // namespace leadwise
