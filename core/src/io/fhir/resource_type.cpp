#include "fhir/resource_type.hpp"

#include "json/json_keys.hpp"

namespace leadwise::io {

std::optional<std::string_view> fhir_resource_type(std::string_view text) {
  const auto value = find_json_value(text, [](std::string_view key, std::string_view said) {
    return key == "resourceType" && said.substr(0, 1) == "\"";
  });
  if (!value)
    return std::nullopt;
  const std::string_view type = value->substr(1);
  return type.substr(0, type.find('"'));
}

}  // namespace leadwise::io
