#include "measured_values.hpp"

namespace leadwise {

std::vector<MeasuredValue> measured_values(const EcgMeasurement&) { return {}; }

}  // namespace leadwise
