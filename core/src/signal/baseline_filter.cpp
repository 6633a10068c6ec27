#include "baseline_filter.hpp"

#include <algorithm>

#include "butterworth_highpass.hpp"

namespace leadwise {
namespace {

constexpr double kCutoffHz = 0.5;

using Design = std::array<FilterSection, kHighpassSections>;

/// A section's memory in the transposed direct form II, which SciPy's sosfilt uses too.
struct SectionState {
  GroupSample z0{}, z1{};
};

using FilterState = std::array<SectionState, kHighpassSections>;

/// The state in which a constant input has always been there: a high-pass then gives zero, so that only the first
/// section remembers anything.
FilterState steady_state(const Design& design, const GroupSample& constant_input) {
  FilterState state;
  for (std::size_t lane = 0; lane < kGroupLeads; ++lane)
    state[0].z0[lane] = -design[0].b0 * constant_input[lane];
  return state;
}

inline void filter_sample(const FilterSection& section, SectionState& state, GroupSample& sample) {
  for (std::size_t lane = 0; lane < kGroupLeads; ++lane) {
    const double in = sample[lane];
    const double out = section.b0 * in + state.z0[lane];
    state.z0[lane] = section.b1 * in - section.a1 * out + state.z1[lane];
    state.z1[lane] = section.b2 * in - section.a2 * out;
    sample[lane] = out;
  }
}

/// Filters in place along [first, last), which may run backward.
template <class Iterator>
void filter_along(const Design& design, Iterator first, Iterator last) {
  FilterState state = steady_state(design, *first);
  for (Iterator at = first; at != last; ++at) {
    GroupSample sample = *at;
    for (std::size_t s = 0; s < kHighpassSections; ++s)
      filter_sample(design[s], state[s], sample);
    *at = sample;
  }
}

}  // namespace

void remove_baseline(LeadGroup& group) {
  const Design design = design_butterworth_highpass(kCutoffHz, kModelRateHz);
  LeadGroup extended = extend_oddly(group, kBaselinePadSamples);
  filter_along(design, extended.begin(), extended.end());
  filter_along(design, extended.rbegin(), extended.rend());
  std::copy_n(extended.begin() + kBaselinePadSamples, group.size(), group.begin());
}

}  // namespace leadwise
