#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/signal.hpp"

// What several of the answers' JSON objects share.
namespace leadwise::report {

/// Keeps the keys in the order in which they are written, as interface and readers expect.
using Json = nlohmann::ordered_json;

/// Bytes from files need not be UTF-8: what is not is replaced, never refused.
std::string dump(const Json& json);

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// {code, message}
Json reason_json(const Error& error);
Json reason_or_null(const std::optional<Error>& error);

Json record_json(const EcgRecord& record);
Json notes_json(const EcgRecord& record);
/// {usable, leads: {I: {usable, reason}}, warnings}
Json quality_json(bool usable, const std::vector<LeadQuality>& leads, const std::vector<Error>& warnings);
/// {name, value, unit}
Json stored_measurement_json(const StoredMeasurement& measurement);
Json stored_measurements_json(const EcgRecord& record);
Json software_json();

}  // namespace leadwise::report
