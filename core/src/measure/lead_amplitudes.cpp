#include "lead_amplitudes.hpp"

namespace leadwise {

std::vector<LeadAmplitudes> measure_amplitudes(const RepresentativeBeat&) { return {}; }

}  // namespace leadwise
