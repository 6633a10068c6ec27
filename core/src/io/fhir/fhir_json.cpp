#include "fhir/fhir_json.hpp"

namespace leadwise::io {

const FhirJson* fhir_member(const FhirJson& value, const char* name) {
  if (!value.is_object())
    return nullptr;
  const auto found = value.find(name);
  return found == value.end() ? nullptr : &*found;
}

std::optional<std::string> fhir_text(const FhirJson& value, const char* name) {
  const FhirJson* member = fhir_member(value, name);
  const auto* text = member == nullptr ? nullptr : member->get_ptr<const std::string*>();
  return text == nullptr || text->empty() ? std::nullopt : std::optional(*text);
}

std::optional<double> fhir_number(const FhirJson& value, const char* name) {
  const FhirJson* member = fhir_member(value, name);
  return member != nullptr && member->is_number() ? std::optional(member->get<double>()) : std::nullopt;
}

}  // namespace leadwise::io
