#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the beats that follow a gap of the recording: no channel holds samples for longer than a QRS complex lasts, or all
/// are missing or stay at one value for kLongestFlatS. How many beats the gap hides nobody knows.
void mark_recording_gaps(const EcgRecord& record, std::span<Beat> beats);

/// What is missing of one lead, in samples at kModelRateHz: from `first` up to but not including `behind`.
struct RecordingGap {
  std::ptrdiff_t first, behind;
  bool is_flat = false;  ///< of one value, not missing
};
using RecordingGaps = std::vector<RecordingGap>;

/// The gaps of each lead, by the same measure; those of all recorded limb leads for one that is derived. A limb lead other than
/// I and II has their flat stretches, too: it was computed from them.
std::vector<RecordingGaps> find_recording_gaps(const EcgRecord& record, std::span<const Lead> leads);

}  // namespace leadwise
