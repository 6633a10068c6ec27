#include <algorithm>

#include "leadwise/simulator.hpp"

namespace leadwise {
namespace {

double around(double mean, double spread, double low, double high, Random& random) {
  return std::clamp(mean + spread * random.normal(), low, high);
}

}  // namespace

SimulationSettings random_simulation_settings(Random& random) {
  SimulationSettings settings;
  settings.heart_rate_bpm = around(72.0, 13.0, 45.0, 120.0, random);
  // One in ten is irregular, most of these without a P wave, as in atrial fibrillation.
  const bool irregular = random.uniform() < 0.1;
  settings.rr_irregularity = irregular ? random.uniform(0.10, 0.25) : random.uniform(0.005, 0.06);
  settings.p_duration_ms = irregular && random.uniform() < 0.8 ? 0.0 : around(105.0, 11.0, 75.0, 135.0, random);
  settings.pr_ms = around(160.0, 22.0, 115.0, 230.0, random);
  settings.pr_ms = std::max(settings.pr_ms, settings.p_duration_ms + 15.0);
  settings.frontal_axis_deg = around(42.0, 28.0, -45.0, 95.0, random);
  settings.qrs_ms = around(93.0, 10.0, 72.0, 120.0, random);
  // Framingham's line (Sagie et al., 1992) around a QTc of 400 ms.
  const double rr_s = 60.0 / settings.heart_rate_bpm;
  settings.qt_ms = around(400.0 + 154.0 * (rr_s - 1.0), 18.0, 280.0, 520.0, random);
  settings.p_amplitude_mv = around(0.12, 0.03, 0.05, 0.20, random);
  settings.qrs_amplitude_mv = around(1.35, 0.35, 0.6, 2.6, random);
  settings.t_amplitude_mv = around(0.36, 0.11, 0.10, 0.8, random);
  settings.noise_mv = random.uniform(0.004, 0.025);
  settings.mains_mv = random.uniform() < 0.3 ? random.uniform(0.0, 0.02) : 0.0;
  settings.wander_mv = random.uniform(0.01, 0.10);
  return settings;
}

}  // namespace leadwise
