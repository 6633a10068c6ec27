#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// Filters run over this many leads at once: a recursive filter cannot be vectorised along time, but it can across
/// leads. Four doubles fill two SSE2 or WebAssembly registers, so that a filter's whole state stays in registers.
inline constexpr std::size_t kGroupLeads = 4;

/// The samples of kGroupLeads leads at one time.
using GroupSample = std::array<double, kGroupLeads>;

/// kGroupLeads leads, interleaved.
using LeadGroup = std::vector<GroupSample>;

/// Rows first_row, first_row + 1, ... as a group; lanes behind the last row are zero.
LeadGroup interleave(const LeadSamples& samples, std::size_t first_row);

/// The inverse: writes the group's lanes to the rows, ignoring lanes behind the last row.
void deinterleave(const LeadGroup& group, std::size_t first_row, LeadSamples& samples);

/// Odd (point-symmetric) extension by `pad` samples at both ends, as SciPy's `odd_ext`. Needs more than `pad` samples.
LeadGroup extend_oddly(const LeadGroup& group, std::size_t pad);

}  // namespace leadwise
