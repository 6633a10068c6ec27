#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Over kIndependentLeads, in their order.
using LeadVector = std::array<double, kIndependentLeads.size()>;
using LeadMatrix = std::array<LeadVector, kIndependentLeads.size()>;

inline constexpr std::size_t kWaveCount = 3;  ///< P, QRS, T

/// What the spatial loop of a wave looks like across the leads. A lead that the beat lacks is 0.
struct WaveMoments {
  LeadMatrix power{};         ///< mean products of each two leads, mV^2
  LeadVector mean{};          ///< mV
  double frontal_area = 0.0;  ///< of the loop in the plane of lead I and aVF, mV^2; positive: clockwise as it is drawn
};

struct BeatMoments {
  /// Positions in kIndependentLeads of the leads that the beat holds.
  std::vector<std::size_t> leads;
  /// nullopt where the wave is absent or has no power.
  std::array<std::optional<WaveMoments>, kWaveCount> waves;
};

/// Of the marked waves. P waves are taken from the line between their ends, QRS and T from the level before the QRS
/// complex.
BeatMoments measure_wave_moments(const RepresentativeBeat& beat);

/// The moments that the wave would have with its leads transformed: each new lead is a row's sum over the old ones.
WaveMoments transformed(const WaveMoments& wave, const LeadMatrix& rows);

}  // namespace leadwise
