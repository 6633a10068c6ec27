#include "lead_group.hpp"

#include <algorithm>

namespace leadwise {
namespace {

std::size_t lanes_used(const LeadSamples& samples, std::size_t first_row) {
  return std::min(kGroupLeads, samples.leads.size() - first_row);
}

GroupSample reflected(const GroupSample& end, const GroupSample& inner) {
  GroupSample result;
  for (std::size_t lane = 0; lane < kGroupLeads; ++lane)
    result[lane] = 2.0 * end[lane] - inner[lane];
  return result;
}

}  // namespace

LeadGroup interleave(const LeadSamples& samples, std::size_t first_row) {
  LeadGroup group(samples.sample_count, GroupSample{});
  for (std::size_t lane = 0; lane < lanes_used(samples, first_row); ++lane) {
    const auto row = samples.row(first_row + lane);
    for (std::size_t i = 0; i < group.size(); ++i)
      group[i][lane] = row[i];
  }
  return group;
}

void deinterleave(const LeadGroup& group, std::size_t first_row, LeadSamples& samples) {
  for (std::size_t lane = 0; lane < lanes_used(samples, first_row); ++lane) {
    const auto row = samples.row(first_row + lane);
    for (std::size_t i = 0; i < group.size(); ++i)
      row[i] = group[i][lane];
  }
}

LeadGroup extend_oddly(const LeadGroup& group, std::size_t pad) {
  LeadGroup extended(group.size() + 2 * pad);
  std::copy(group.begin(), group.end(), extended.begin() + static_cast<std::ptrdiff_t>(pad));
  for (std::size_t i = 1; i <= pad; ++i) {
    extended[pad - i] = reflected(group.front(), group[i]);
    extended[pad + group.size() - 1 + i] = reflected(group.back(), group[group.size() - 1 - i]);
  }
  return extended;
}

}  // namespace leadwise
