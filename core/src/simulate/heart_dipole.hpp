#pragma once

#include "dipole_wave.hpp"

namespace leadwise {

/// The healthy heart's waves, each on its own clock from 0 to 1 with a peak magnitude of 1.

/// Right atrium first (inferior, anterior), then left (leftward, posterior).
DipoleWaves healthy_p();

/// Septum (anterior, against the axis), left ventricle (along the axis, posterior), base (against the axis). In the
/// frontal plane the loop lies along the axis asked for, with an opening of no net area: the axis comes out the same
/// from net areas and net amplitudes.
DipoleWaves healthy_qrs(double frontal_axis_deg);

/// Leftward, inferior, anterior; follows the QRS axis by a third. Rises slower than it falls.
DipoleWaves healthy_t(double frontal_axis_deg);

}  // namespace leadwise
