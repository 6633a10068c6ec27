#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "delineation/slope_grid.hpp"
#include "delineation/wave_span.hpp"

namespace leadwise {

/// The T wave of each beat, between its QRS complex and the next one; nullopt where there is none, no room for one, or
/// the record's end cuts it off. `places`: the beats' common points, `qrs`: their marked complexes.
std::vector<std::optional<BeatWave>> find_t_waves(const LeadSamples& leads, const SlopeGrid& slopes,
                                                  std::span<const double> lead_weights,
                                                  std::span<const std::ptrdiff_t> places,
                                                  std::span<const BeatWave> qrs);

}  // namespace leadwise
