#pragma once

#include <cstdint>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "philips/philips_signal.hpp"

namespace leadwise::io {

/// The samples of a parsedwaveforms element, one channel a lead. Errors: InvalidHeader (no base64), InvalidSample,
/// TruncatedData, UnsupportedFormat.
Result<std::vector<Channel>> read_philips_waveforms(const PhilipsSignal& signal);

/// Whole numbers of 16 bits separated by blanks. Errors: InvalidSample.
Result<std::vector<std::int32_t>> read_plain_samples(const XmlElement& place, std::string_view text);

/// The mean (or median) beats of the repbeats element, each lead with its own waveform; nullopt where there are none.
/// Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample, TruncatedData, UnsupportedFormat (compressed).
Result<std::optional<SignalGroup>> read_philips_beats(const XmlElement& root);

}  // namespace leadwise::io
