#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fhir/fhir_json.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// A SampledData of FHIR: a sample is its number x factor + origin, in the origin's unit.
struct SampledData {
  double origin = 0.0;
  double factor = 1.0;
  /// As the origin names it; nullopt where it names none.
  std::optional<std::string> unit;
  /// nullopt where the data state no period, or one that no electrocardiograph has.
  std::optional<double> sampling_rate_hz;
  /// NaN for "E" (error), "L" and "U" (outside the limits of detection) and what is missing.
  std::vector<double> numbers;
};

/// Reads a SampledData of FHIR R4 (period in ms) or R5 (interval and intervalUnit). `what` names it in messages. Errors:
/// InvalidHeader, InvalidGain (factor), InvalidSample (its offset is counted from the first character of the data),
/// UnsupportedFormat (several dimensions, coded values, offsets), TruncatedData (no data).
Result<SampledData> read_sampled_data(const FhirJson& value, const std::string& what);

}  // namespace leadwise::io
