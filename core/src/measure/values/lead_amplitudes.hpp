#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// One entry a lead of the marked representative beat.
std::vector<LeadAmplitudes> measure_amplitudes(const RepresentativeBeat& beat);

}  // namespace leadwise
