#pragma once

#include "lead_group.hpp"

namespace leadwise {

/// Mean and sample standard deviation (ddof = 1) of each lead of a group.
struct GroupMoments {
  GroupSample mean_mv;
  GroupSample sd_mv;
};

/// Needs at least two samples.
GroupMoments measure_moments(const LeadGroup& group);

/// Subtracts the mean and divides by the standard deviation. Lanes whose standard deviation is 0 become 0.
void standardise(LeadGroup& group, const GroupMoments& moments);

}  // namespace leadwise
