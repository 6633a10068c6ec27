#pragma once

#include <span>

#include "leadwise/ecg_record.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the beats that follow a gap of the recording: no channel holds samples for longer than a QRS complex lasts, or all
/// are missing or stay at one value for kLongestFlatS. How many beats the gap hides nobody knows.
void mark_recording_gaps(const EcgRecord& record, std::span<Beat> beats);

}  // namespace leadwise
