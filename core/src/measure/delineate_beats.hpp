#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the waves of every single beat, globally and per lead. `leads` at kModelRateHz, `representative` marked.
Delineation delineate_beats(const LeadSamples& leads, std::span<const Beat> beats,
                            const RepresentativeBeat& representative);

}  // namespace leadwise
