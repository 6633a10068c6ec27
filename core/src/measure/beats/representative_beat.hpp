#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// The trimmed mean of the dominant beats (of the paced ones where there are no dominant ones), lead by lead, without wave
/// marks; no leads where there is no such beat. `leads` at kModelRateHz.
RepresentativeBeat average_beats(const LeadSamples& leads, std::span<const Beat> beats);

}  // namespace leadwise
