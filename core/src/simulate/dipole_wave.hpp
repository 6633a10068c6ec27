#pragma once

#include <vector>

#include "leadwise/vector3.hpp"

namespace leadwise {

/// One smooth, compact deflection of the dipole: moment * (1 - u^2)^3 with u running from -1 to 1 over its support.
/// Value, slope and curvature start and end at 0, so adding a wave leaves no edge.
struct DipoleWave {
  Vector3 moment;
  double centre_s = 0.0;
  double rise_s = 0.0;  ///< start to peak
  double fall_s = 0.0;  ///< peak to end
};

using DipoleWaves = std::vector<DipoleWave>;

/// The waves of one beat.
struct BeatWaves {
  DipoleWaves p, qrs, t;
};

double wave_height(const DipoleWave& wave, double time_s);
Vector3 dipole_at(const DipoleWaves& waves, double time_s);

/// Every moment times a factor.
DipoleWaves scaled(DipoleWaves waves, double factor);
/// The same waves on another clock: `from` becomes `to`, durations are multiplied by `stretch`.
DipoleWaves moved(DipoleWaves waves, double from_s, double to_s, double stretch);

DipoleWaves together(DipoleWaves a, const DipoleWaves& b);

/// Where the dipole's magnitude first and last reaches `fraction` of its largest value, and where that lies.
struct Extent {
  double on_s = 0.0;
  double peak_s = 0.0;
  double off_s = 0.0;
  double peak_mv = 0.0;
};
Extent find_extent(const DipoleWaves& waves, double fraction);

}  // namespace leadwise
