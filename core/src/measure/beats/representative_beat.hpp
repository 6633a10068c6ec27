#pragma once

#include <span>

#include "beats/recording_gaps.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// The trimmed mean of the dominant beats (of the paced ones where there are no dominant ones), lead by lead, without wave
/// marks; no leads where there is no such beat. `leads` at kModelRateHz. A lead's mean leaves out the beats in its `gaps`:
/// one entry a lead, or none at all.
RepresentativeBeat average_beats(const LeadSamples& leads, std::span<const Beat> beats,
                                 std::span<const RecordingGaps> gaps = {});

}  // namespace leadwise
