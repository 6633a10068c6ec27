#pragma once

#include <array>
#include <cmath>
#include <cstdint>

#include "leadwise/simulator.hpp"

/// Twenty sets of simulated ECGs with known truth, five ECGs a set, broadband noise 20 dB below the signal. Laid down
/// before delineation was written: settings and seeds are not to be changed to suit it.
struct FrozenSet {
  double heart_rate_bpm, rr_irregularity, frontal_axis_deg;
  double p_duration_ms, pr_ms, qrs_ms, qt_ms;
  double p_amplitude_mv, qrs_amplitude_mv, t_amplitude_mv;
  double overload_severity;
};

inline constexpr std::array<FrozenSet, 20> kFrozenSets = {{
    {70.0, 0.02, 50.0, 105.0, 160.0, 92.0, 390.0, 0.12, 1.30, 0.35, 0.0},
    {60.0, 0.03, 15.0, 100.0, 150.0, 85.0, 410.0, 0.10, 1.10, 0.30, 0.0},
    {48.0, 0.04, 70.0, 115.0, 190.0, 96.0, 450.0, 0.14, 1.50, 0.45, 0.0},
    {95.0, 0.02, 40.0, 95.0, 140.0, 80.0, 330.0, 0.13, 1.20, 0.28, 0.0},
    {125.0, 0.01, 55.0, 80.0, 120.0, 78.0, 285.0, 0.14, 1.30, 0.30, 0.0},
    {72.0, 0.02, -35.0, 110.0, 170.0, 105.0, 400.0, 0.11, 1.40, 0.32, 0.0},
    {66.0, 0.03, 95.0, 108.0, 165.0, 90.0, 395.0, 0.12, 1.20, 0.33, 0.0},
    {75.0, 0.02, 115.0, 100.0, 155.0, 95.0, 380.0, 0.15, 1.25, 0.30, 0.0},
    {80.0, 0.02, -60.0, 105.0, 175.0, 115.0, 385.0, 0.10, 1.60, 0.40, 0.0},
    {62.0, 0.02, 30.0, 125.0, 245.0, 100.0, 420.0, 0.12, 1.30, 0.35, 0.0},
    {68.0, 0.02, 45.0, 85.0, 112.0, 84.0, 370.0, 0.10, 1.00, 0.25, 0.0},
    {64.0, 0.02, 20.0, 110.0, 180.0, 150.0, 460.0, 0.12, 1.50, 0.50, 0.0},
    {76.0, 0.02, 60.0, 100.0, 150.0, 88.0, 375.0, 0.07, 0.55, 0.16, 0.0},
    {58.0, 0.02, 35.0, 105.0, 160.0, 94.0, 480.0, 0.12, 1.30, 0.30, 0.0},
    {88.0, 0.18, 50.0, 0.0, 160.0, 90.0, 350.0, 0.0, 1.20, 0.30, 0.0},
    {104.0, 0.22, 10.0, 0.0, 160.0, 98.0, 325.0, 0.0, 1.40, 0.25, 0.3},
    {74.0, 0.02, 60.0, 105.0, 165.0, 92.0, 385.0, 0.12, 1.20, 0.32, 0.3},
    {82.0, 0.03, 55.0, 110.0, 170.0, 94.0, 375.0, 0.12, 1.10, 0.30, 0.6},
    {90.0, 0.02, 70.0, 108.0, 160.0, 96.0, 360.0, 0.14, 1.20, 0.30, 1.0},
    {78.0, 0.02, 0.0, 112.0, 175.0, 100.0, 390.0, 0.13, 1.40, 0.35, 1.0},
}};

inline constexpr int kEcgsPerSet = 5;
inline constexpr double kFrozenNoiseToSignal = 0.1;  // RMS over all leads: 20 dB

inline std::uint64_t frozen_seed(std::size_t set, int ecg) {
  return 1000 * (set + 1) + static_cast<std::uint64_t>(ecg);
}

inline leadwise::SimulationSettings frozen_settings(const FrozenSet& set) {
  leadwise::SimulationSettings settings;
  settings.heart_rate_bpm = set.heart_rate_bpm;
  settings.rr_irregularity = set.rr_irregularity;
  settings.frontal_axis_deg = set.frontal_axis_deg;
  settings.p_duration_ms = set.p_duration_ms;
  settings.pr_ms = set.pr_ms;
  settings.qrs_ms = set.qrs_ms;
  settings.qt_ms = set.qt_ms;
  settings.p_amplitude_mv = set.p_amplitude_mv;
  settings.qrs_amplitude_mv = set.qrs_amplitude_mv;
  settings.t_amplitude_mv = set.t_amplitude_mv;
  settings.overload_severity = set.overload_severity;
  settings.noise_mv = 0.0;
  settings.mains_mv = 0.0;
  settings.wander_mv = 0.0;
  return settings;
}

/// The same ECG twice: as measured, and without noise and wander, for the true amplitudes and axes.
struct FrozenEcg {
  leadwise::SimulatedEcg noisy;
  leadwise::SimulatedEcg clean;
};

inline double rms_mv(const leadwise::EcgRecord& record) {
  double squares = 0.0;
  double count = 0.0;
  for (const leadwise::Channel& channel : record.channels) {
    for (const double value_mv : channel.samples_mv) {
      squares += value_mv * value_mv;
      count += 1.0;
    }
  }
  return std::sqrt(squares / count);
}

inline FrozenEcg frozen_ecg(std::size_t set, int ecg) {
  leadwise::SimulationSettings settings = frozen_settings(kFrozenSets[set]);
  FrozenEcg pair;
  pair.clean = *leadwise::simulate_ecg(settings, frozen_seed(set, ecg));
  settings.noise_mv = kFrozenNoiseToSignal * rms_mv(pair.clean.record);
  settings.wander_mv = 0.05;
  pair.noisy = *leadwise::simulate_ecg(settings, frozen_seed(set, ecg));
  return pair;
}
