#pragma once

#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// A P or T wave of less has no amplitude.
inline constexpr double kLeastPOrTMv = 0.020;
/// Of a P or T wave's marks, at either end: the ST segment or a neighbouring wave may lie further from the level there than
/// the wave's own peak.
inline constexpr double kEdgeShare = 0.1;

/// One entry a lead of the marked representative beat.
std::vector<LeadAmplitudes> measure_amplitudes(const RepresentativeBeat& beat);

}  // namespace leadwise
