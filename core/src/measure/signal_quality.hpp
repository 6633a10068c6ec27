#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Judges every recorded standard lead and the recording as a whole: flat, disconnected, clipped, mains, muscle noise,
/// wander, scale, missing samples, too few beats, contradicting limb leads. `leads`: leads_at_model_rate(record).
SignalQuality assess_quality(const EcgRecord& record, const LeadSamples& leads, std::span<const double> qrs_s);

}  // namespace leadwise
