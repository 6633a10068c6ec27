#pragma once

#include <span>
#include <string_view>

#include "quality/wave_moments.hpp"

namespace leadwise {

/// Two electrodes that may be exchanged, without the right leg's: "LA/RA" to "RA/LL", "V1/V2" to "V5/V6".
struct ElectrodeExchange {
  std::string_view first, second;
  bool limb;
  /// What becomes of kIndependentLeads. The same exchange once more undoes it.
  LeadMatrix rows;
};

/// Three of limb electrodes, then fifteen of chest electrodes.
std::span<const ElectrodeExchange> electrode_exchanges();

}  // namespace leadwise
