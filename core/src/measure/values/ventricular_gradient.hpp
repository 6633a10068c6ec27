#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// ventricular_gradient_x_mv_ms, _y_, _z_ and _magnitude_: the area of the QRST complex of the representative beat on
/// Frank's axes (x to the left, y down, z to the back) by Kors' matrix; and spatial_qrs_t_angle_deg, between the areas of
/// QRS complex and T wave. Needs leads I, II and V1-V6.
std::vector<MeasuredValue> ventricular_gradient_values(const EcgMeasurement& measurement);

}  // namespace leadwise
