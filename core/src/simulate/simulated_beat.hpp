#pragma once

#include "dipole_wave.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise {

/// One beat as the settings ask for it, on a clock that reads 0 at the QRS onset, and its truth on the same clock.
struct BeatTemplate {
  BeatWaves waves;
  SimulatedBeat truth;
};

/// A wave begins and ends, by definition, where the dipole's magnitude reaches this share of the wave's peak.
inline constexpr double kQrsEdge = 0.02;
inline constexpr double kPtEdge = 0.05;

/// `overload`: waves of draw_overload. They go in at the settings' severity and QRS amplitude before onsets and offsets
/// are set, so the intervals asked for hold at every severity.
BeatTemplate make_beat(const SimulationSettings& settings, const BeatWaves& overload);

}  // namespace leadwise
