#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// A key without case, blanks and marks, so that "Sampling rate (Hz)", "sampling_rate_hz" and "SamplingRate" are one.
std::string key_letters(std::string_view key);

/// Whether `letters` (of key_letters) is a name under which files state their sampling rate in Hz: "fs", "sfreq", "srate",
/// "samplingrate", ...
bool is_rate_key(std::string_view letters);

/// The same for the unit of the samples: "unit", "units", ...
bool is_unit_key(std::string_view letters);

/// "500", "500 Hz", "512 hertz", "0.5 kHz", "500 samples/s", "1 kS/s", finite and above 0; nullopt for anything else.
std::optional<double> parse_rate_hz(std::string_view text);

}  // namespace leadwise::io
