#include "fhir/fhir_lead.hpp"

#include "mdc_lead.hpp"

namespace leadwise::io {
namespace {

void take(FhirLead& result, const std::optional<std::string>& word) {
  const auto lead = word ? lead_of_mdc_word(*word) : std::nullopt;
  if (!lead)
    return;
  result.contradictory = result.contradictory || (result.lead && result.lead != lead);
  result.lead = lead;
}

}  // namespace

std::string fhir_words(const FhirJson& concept_value) {
  if (auto text = fhir_text(concept_value, "text"))
    return *text;
  const FhirJson* codings = fhir_member(concept_value, "coding");
  for (const char* field : {"display", "code"}) {
    for (std::size_t i = 0; codings != nullptr && codings->is_array() && i < codings->size(); ++i) {
      if (auto word = fhir_text((*codings)[i], field))
        return *word;
    }
  }
  return {};
}

FhirLead fhir_lead(const FhirJson& concept_value) {
  FhirLead result;
  result.label = fhir_words(concept_value);
  take(result, fhir_text(concept_value, "text"));
  const FhirJson* codings = fhir_member(concept_value, "coding");
  for (std::size_t i = 0; codings != nullptr && codings->is_array() && i < codings->size(); ++i) {
    take(result, fhir_text((*codings)[i], "display"));
    take(result, fhir_text((*codings)[i], "code"));
  }
  if (result.contradictory)
    result.lead.reset();
  return result;
}

}  // namespace leadwise::io
