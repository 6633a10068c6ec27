#include "powerline_smoother.hpp"

namespace leadwise {
namespace {

// filtfilt extends by 30 samples and starts from steady states, but both averages together reach only this far.
constexpr std::size_t kReach = kPowerlineSamples - 1;

/// The mean of from[0 .. kPowerlineSamples). Summed afresh each time: a running sum would drift.
GroupSample mean_of_ten(const GroupSample* from) {
  GroupSample sum{};
  for (std::size_t i = 0; i < kPowerlineSamples; ++i) {
    for (std::size_t lane = 0; lane < kGroupLeads; ++lane)
      sum[lane] += from[i][lane];
  }
  for (double& value : sum)
    value *= 1.0 / kPowerlineSamples;
  return sum;
}

/// One moving average; the result is kReach samples shorter.
void average_in_place(LeadGroup& group) {
  const std::size_t count = group.size() - kReach;
  for (std::size_t i = 0; i < count; ++i)
    group[i] = mean_of_ten(&group[i]);
  group.resize(count);
}

}  // namespace

void smooth_powerline(LeadGroup& group) {
  LeadGroup extended = extend_oddly(group, kReach);
  // The delay of the forward average and the advance of the backward one cancel.
  average_in_place(extended);
  average_in_place(extended);
  group.swap(extended);
}

}  // namespace leadwise
