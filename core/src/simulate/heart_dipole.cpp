#include "heart_dipole.hpp"

#include <cmath>

#include "leadwise/lead_field.hpp"
#include "sine.hpp"

namespace leadwise {
namespace {

// A dipole whose (I, 2 aVF / sqrt 3) lies `along` the frontal axis and `across` it.
Vector3 on_axis(double axis_deg, double along, double across, double z) {
  const double cosine = cosine_of_turns(axis_deg / 360.0);
  const double sine = sine_of_turns(axis_deg / 360.0);
  return dipole_from_frontal(along * cosine - across * sine, kHalfSqrt3 * (along * sine + across * cosine), z);
}

DipoleWaves with_peak_of_one(const DipoleWaves& waves) { return scaled(waves, 1.0 / find_extent(waves, 0.5).peak_mv); }

// The T axis stays near +45 degrees and is drawn a third of the way towards the QRS axis, the shorter way round.
double t_axis_deg(double qrs_axis_deg) {
  constexpr double kUsualDeg = 45.0;
  const double turn = (qrs_axis_deg - kUsualDeg) / 360.0;
  return kUsualDeg + 360.0 / 3.0 * (turn - std::floor(turn + 0.5));
}

}  // namespace

DipoleWaves healthy_p() {
  return with_peak_of_one({{{0.45, 0.80, -0.35}, 0.38, 0.38, 0.38}, {{0.70, 0.45, 0.40}, 0.63, 0.37, 0.37}});
}

DipoleWaves healthy_qrs(double frontal_axis_deg) {
  const auto wave = [&](double along, double across, double z, double centre, double half_width) {
    return DipoleWave{on_axis(frontal_axis_deg, along, across, z), centre, half_width, half_width};
  };
  return with_peak_of_one({wave(-0.16, 0.0, -0.25, 0.17, 0.17), wave(0.0, 0.0, -0.30, 0.32, 0.20),
                           wave(1.0, 0.0, 0.35, 0.47, 0.29), wave(0.0, 0.10, 0.0, 0.30, 0.20),
                           wave(0.0, -0.10, 0.0, 0.64, 0.20), wave(0.0, 0.0, 0.60, 0.61, 0.25),
                           wave(-0.18, 0.0, 0.15, 0.80, 0.20)});
}

DipoleWaves healthy_t(double frontal_axis_deg) {
  const double axis_deg = t_axis_deg(frontal_axis_deg);
  return with_peak_of_one({{on_axis(axis_deg, 0.55, 0.0, -0.55), 0.60, 0.60, 0.40}});
}

}  // namespace leadwise
