#include "overload_dipole.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leadwise/lead_field.hpp"

namespace leadwise {
namespace {

constexpr double kDirectionSpread = 0.15;  // per component of a unit vector: tilts of about 12 degrees
constexpr double kStrengthSpread = 0.12;
constexpr double kTimeSpread = 0.02;
constexpr double kWidthSpread = 0.08;
constexpr double kLeastShamAngleCosine = 0.5;  // 60 degrees

double around_one(double spread, Random& random) { return 1.0 + spread * std::clamp(random.normal(), -2.5, 2.5); }

DipoleWave vary(const DipoleWave& wave, Random& random) {
  const double strength = norm(wave.moment) * around_one(kStrengthSpread, random);
  const Vector3 tilt{random.normal(), random.normal(), random.normal()};
  const double width = around_one(kWidthSpread, random);
  DipoleWave varied = wave;
  varied.moment = strength * unit(unit(wave.moment) + kDirectionSpread * tilt);
  varied.centre_s += kTimeSpread * std::clamp(random.normal(), -2.5, 2.5);
  varied.rise_s *= width;
  varied.fall_s *= width;
  return varied;
}

DipoleWaves vary(DipoleWaves waves, Random& random) {
  for (DipoleWave& wave : waves) {
    wave = vary(wave, random);
  }
  return waves;
}

using Rotation = std::array<Vector3, 3>;

Vector3 rotate(const Rotation& rotation, const Vector3& v) {
  return {dot(rotation[0], v), dot(rotation[1], v), dot(rotation[2], v)};
}

// Uniform over all rotations: a quaternion of four normals, made a unit (Shoemake 1992).
Rotation draw_rotation(Random& random) {
  double w = random.normal();
  double x = random.normal();
  double y = random.normal();
  double z = random.normal();
  const double length = std::sqrt(w * w + x * x + y * y + z * z);
  w /= length;
  x /= length;
  y /= length;
  z /= length;
  return {{{1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - w * z), 2.0 * (x * z + w * y)},
           {2.0 * (x * y + w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - w * x)},
           {2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y)}}};
}

bool turns_away(const Rotation& rotation, const DipoleWaves& waves) {
  return std::all_of(waves.begin(), waves.end(), [&](const DipoleWave& wave) {
    const Vector3 direction = unit(wave.moment);
    return dot(direction, rotate(rotation, direction)) <= kLeastShamAngleCosine;
  });
}

DipoleWaves rotate(const Rotation& rotation, const DipoleWaves& waves) {
  DipoleWaves turned = waves;
  for (DipoleWave& wave : turned) {
    wave.moment = rotate(rotation, wave.moment);
  }
  return scaled(turned, std::sqrt(twelve_lead_energy(waves) / twelve_lead_energy(turned)));
}

}  // namespace

BeatWaves draw_overload(Random& random) {
  BeatWaves waves;
  waves.p = vary({{{0.015, 0.13, -0.07}, 0.40, 0.40, 0.45}}, random);
  waves.qrs = vary({{{-0.75, 0.38, -0.80}, 0.56, 0.36, 0.34}, {{-0.70, 0.20, -0.30}, 0.76, 0.28, 0.24}}, random);
  // ST shift first, then the T wave.
  waves.t = vary({{{0.03, -0.05, 0.07}, 0.25, 0.30, 0.40}, {{0.14, -0.24, 0.32}, 0.58, 0.50, 0.40}}, random);
  return waves;
}

BeatWaves draw_sham(const BeatWaves& overload, Random& random) {
  Rotation rotation = draw_rotation(random);
  while (!turns_away(rotation, overload.p) || !turns_away(rotation, overload.qrs) ||
         !turns_away(rotation, overload.t)) {
    rotation = draw_rotation(random);
  }
  return {rotate(rotation, overload.p), rotate(rotation, overload.qrs), rotate(rotation, overload.t)};
}

double twelve_lead_energy(const DipoleWaves& waves) {
  constexpr int kSteps = 400;
  double energy = 0.0;
  for (int i = 0; i < kSteps; ++i) {
    const Vector3 dipole = dipole_at(waves, -0.5 + 2.0 * i / kSteps);
    for (const Lead lead : kTwelveLeads) {
      const double voltage = dot(lead_vector(lead), dipole);
      energy += voltage * voltage;
    }
  }
  return energy * 2.0 / kSteps;
}

}  // namespace leadwise
