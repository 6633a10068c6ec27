#pragma once

#include <cstddef>
#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Of fewer nothing but beats and rate is told.
inline constexpr std::size_t kFewestBeats = 3;

/// Judges every recorded standard lead and the recording as a whole: flat, disconnected, clipped, mains, muscle noise,
/// wander, scale, missing samples, too few beats, contradicting limb leads, pacing spikes. `leads`:
/// leads_at_model_rate(record); `spikes_s`: find_pacing_spikes(record).
SignalQuality assess_quality(const EcgRecord& record, const LeadSamples& leads, std::span<const double> qrs_s,
                             std::span<const double> spikes_s);

}  // namespace leadwise
