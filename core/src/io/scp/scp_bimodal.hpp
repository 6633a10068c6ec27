#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "scp/scp_beats.hpp"
#include "scp/scp_leads.hpp"

namespace leadwise::io {

/// Bimodal compression (EN 1064, annex C): inside protected zones every sample is kept; outside, each run of `factor`
/// samples became one, and what was left over in front of the next zone is kept. `factor` is 2 or 4.
struct ScpBimodal {
  std::uint32_t factor = 4;
  std::vector<ScpZone> protected_zones;
  /// The boundaries of the reference beat's subtraction, which the smoothing does not cross.
  std::vector<ScpZone> subtraction_zones;
};

/// How many values the file keeps of that lead.
std::uint64_t kept_scp_samples(const ScpBimodal& bimodal, const ScpLead& lead);

/// The lead at its full rate. Between two kept values the samples lie on a straight line, the first and the last half
/// run are level; then everything outside the protected zones becomes the mean of itself and its neighbours, rounded away
/// from zero at halves. `kept` holds kept_scp_samples() values.
std::vector<std::int32_t> expand_scp_bimodal(const ScpBimodal& bimodal, const ScpLead& lead,
                                             std::span<const std::int16_t> kept);

}  // namespace leadwise::io
