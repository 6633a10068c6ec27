#include "dipole_wave.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr int kScanSteps = 2000;

struct Span {
  double start_s, end_s;
};

Span support(const DipoleWaves& waves) {
  Span span{waves.front().centre_s, waves.front().centre_s};
  for (const DipoleWave& wave : waves) {
    span.start_s = std::min(span.start_s, wave.centre_s - wave.rise_s);
    span.end_s = std::max(span.end_s, wave.centre_s + wave.fall_s);
  }
  return span;
}

// Where the magnitude crosses `level` between a time below it and a time above it.
double crossing(const DipoleWaves& waves, double below_s, double above_s, double level) {
  for (int i = 0; i < 40; ++i) {
    const double middle_s = 0.5 * (below_s + above_s);
    (norm(dipole_at(waves, middle_s)) < level ? below_s : above_s) = middle_s;
  }
  return above_s;
}

}  // namespace

double wave_height(const DipoleWave& wave, double time_s) {
  const double distance_s = time_s - wave.centre_s;
  const double width_s = distance_s < 0.0 ? wave.rise_s : wave.fall_s;
  if (!(std::fabs(distance_s) < width_s)) {
    return 0.0;
  }
  const double u = distance_s / width_s;
  const double v = 1.0 - u * u;
  return v * v * v;
}

Vector3 dipole_at(const DipoleWaves& waves, double time_s) {
  Vector3 sum;
  for (const DipoleWave& wave : waves) {
    sum = sum + wave_height(wave, time_s) * wave.moment;
  }
  return sum;
}

DipoleWaves scaled(DipoleWaves waves, double factor) {
  for (DipoleWave& wave : waves) {
    wave.moment = factor * wave.moment;
  }
  return waves;
}

DipoleWaves moved(DipoleWaves waves, double from_s, double to_s, double stretch) {
  for (DipoleWave& wave : waves) {
    wave.centre_s = to_s + stretch * (wave.centre_s - from_s);
    wave.rise_s *= stretch;
    wave.fall_s *= stretch;
  }
  return waves;
}

DipoleWaves together(DipoleWaves a, const DipoleWaves& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Extent find_extent(const DipoleWaves& waves, double fraction) {
  if (waves.empty()) {
    return {};
  }
  const Span span = support(waves);
  const double step_s = (span.end_s - span.start_s) / kScanSteps;
  Extent extent{span.start_s, span.start_s, span.end_s, 0.0};
  for (int i = 0; i <= kScanSteps; ++i) {
    const double time_s = span.start_s + i * step_s;
    const double magnitude = norm(dipole_at(waves, time_s));
    if (magnitude > extent.peak_mv) {
      extent.peak_s = time_s;
      extent.peak_mv = magnitude;
    }
  }
  const double level = fraction * extent.peak_mv;
  const auto reaches = [&](double time_s) { return norm(dipole_at(waves, time_s)) >= level; };
  int first = 0;
  while (first < kScanSteps && !reaches(span.start_s + first * step_s)) {
    ++first;
  }
  int last = kScanSteps;
  while (last > first && !reaches(span.start_s + last * step_s)) {
    --last;
  }
  if (extent.peak_mv > 0.0) {
    extent.on_s = crossing(waves, span.start_s + (first - 1) * step_s, span.start_s + first * step_s, level);
    extent.off_s = crossing(waves, span.start_s + (last + 1) * step_s, span.start_s + last * step_s, level);
  }
  return extent;
}

}  // namespace leadwise
