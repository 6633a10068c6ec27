#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// limb_qrs_amplitude_max_mv, limb_qrs_amplitude_sum_mv (I + II + III) and chest_qrs_amplitude_max_mv: peak to peak of
/// the QRS complex. Low voltage is a largest limb amplitude below 0.5 mV, a largest chest amplitude below 1.0 mV (as in
/// J. Electrocardiol. 41:281, 2008), or a sum below 1.5 mV.
std::vector<MeasuredValue> voltage_values(const EcgMeasurement& measurement);

}  // namespace leadwise
