#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Electrodes that may have been exchanged, by the shape of P, QRS and T across the leads: one warning each
/// (ElectrodeReversalSuspected), naming the electrodes and what speaks for it. A suspicion: it silences nothing.
std::vector<Error> suspected_reversals(const RepresentativeBeat& beat);

}  // namespace leadwise
