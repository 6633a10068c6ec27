#pragma once

#include <optional>
#include <string_view>

namespace leadwise::io {

/// "Observation" of a JSON text, perhaps cut off, whose first `resourceType` says so; nullopt where none is a text, and it is no
/// FHIR.
std::optional<std::string_view> fhir_resource_type(std::string_view text);

}  // namespace leadwise::io
