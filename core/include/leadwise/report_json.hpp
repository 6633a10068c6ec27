#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "leadwise/ecg_record.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/model.hpp"
#include "leadwise/screener.hpp"

namespace leadwise {

// The JSON that the tool prints and the module returns: one source for both. Every function returns one
// compact object. `file` is what stands in "file": the caller's choice of name or hash.

std::string inspect_json(std::string_view file, const EcgRecord& record, bool identifiers);
std::string screening_json(std::string_view file, const EcgRecord& record, const Screening& screening,
                           const Model& model);
/// Whether the representative beat is given with its samples; they are of use to whoever draws it.
enum class BeatSamples : std::uint8_t { left_out, given };

/// Times in seconds to 0.1 ms, amplitudes in mV to 1 µV, null where absent; the file's own measurements beside ours.
std::string measure_json(std::string_view file, const EcgRecord& record, const EcgMeasurement& measurement,
                         BeatSamples beat_samples = BeatSamples::left_out);
std::string failure_json(std::string_view file, const Error& error);
std::string model_card_json(const Model& model);

/// The version of this software, e.g. "0.1.0".
std::string_view software_version();

}  // namespace leadwise
