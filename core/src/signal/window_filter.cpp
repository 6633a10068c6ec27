#include "window_filter.hpp"

#include "baseline_filter.hpp"
#include "powerline_smoother.hpp"
#include "standardise.hpp"

namespace leadwise {

FilteredWindow filter_window(const LeadSamples& window_mv) {
  FilteredWindow filtered{window_mv, std::vector<double>(window_mv.leads.size())};
  for (std::size_t first = 0; first < window_mv.leads.size(); first += kGroupLeads) {
    LeadGroup group = interleave(window_mv, first);
    remove_baseline(group);
    smooth_powerline(group);
    const GroupMoments moments = measure_moments(group);
    standardise(group, moments);
    deinterleave(group, first, filtered.standardised);
    for (std::size_t lane = 0; lane < kGroupLeads && first + lane < filtered.sd_mv.size(); ++lane) {
      filtered.sd_mv[first + lane] = moments.sd_mv[lane];
    }
  }
  return filtered;
}

}  // namespace leadwise
