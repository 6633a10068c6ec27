#pragma once

#include <optional>
#include <span>
#include <vector>

#include "delineation/p_presence.hpp"
#include "delineation/slope_grid.hpp"
#include "delineation/wave_span.hpp"

namespace leadwise {

/// The P wave before each QRS complex; nullopt where `present` denies it, where there is no room for one, where what is
/// found is a pacing spike, or where the record's start cuts it off.
std::vector<std::optional<BeatWave>> find_p_waves(const LeadSamples& leads, const SlopeGrid& slopes,
                                                  std::span<const double> lead_weights,
                                                  std::span<const BeatPlace> beats, const std::vector<bool>& present);

}  // namespace leadwise
