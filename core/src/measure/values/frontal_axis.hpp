#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

inline constexpr double kDegreesPerRadian = 180.0 / 3.14159265358979323846;

/// What a wave leaves in leads I and aVF, in any one unit.
struct FrontalWave {
  double net_i = 0.0;
  double net_avf = 0.0;
  /// The same without regard to sign: how much goes forth and back.
  double gross_i = 0.0;
  double gross_avf = 0.0;
};

/// The direction of atan2(2 aVF / sqrt 3, I) in degrees, (-180, 180]: 0 to the left, +90 down. The factor makes the
/// augmented lead as long as lead I (Goldberger's leads are sqrt 3 / 2 of it). IndeterminateAxis where what is left after
/// forth and back is less than a tenth of it: the loop then has no direction in the frontal plane.
Result<double> frontal_axis_deg(const FrontalWave& wave);

/// p_axis_deg, qrs_axis_deg and t_axis_deg of the representative beat: of the QRS complex from its highest and lowest
/// deflections, of P and T wave from their net areas.
std::vector<MeasuredValue> axis_values(const EcgMeasurement& measurement);

}  // namespace leadwise
