#include "electrode_reversal.hpp"

namespace leadwise {

std::vector<Error> suspected_reversals(const RepresentativeBeat&) { return {}; }

}  // namespace leadwise
