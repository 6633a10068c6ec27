#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace leadwise::io {

using FhirJson = nlohmann::json;

/// The member of that name, or nullptr where `value` is no object or has none.
const FhirJson* fhir_member(const FhirJson& value, const char* name);

/// The member as text; nullopt where it is none, or is empty.
std::optional<std::string> fhir_text(const FhirJson& value, const char* name);

/// The member as a number; nullopt where it is none.
std::optional<double> fhir_number(const FhirJson& value, const char* name);

}  // namespace leadwise::io
