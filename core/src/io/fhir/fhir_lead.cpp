#include "fhir/fhir_lead.hpp"

#include <array>
#include <string_view>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct MdcLead {
  std::string_view code;
  Lead lead;
};

// MDC_ECG_ELEC_POTL_*: 131328 and the lead's number there.
constexpr std::array kMdcLeads = {
    MdcLead{"131329", Lead::I},   MdcLead{"131330", Lead::II},  MdcLead{"131389", Lead::III},
    MdcLead{"131390", Lead::aVR}, MdcLead{"131391", Lead::aVL}, MdcLead{"131392", Lead::aVF},
    MdcLead{"131331", Lead::V1},  MdcLead{"131332", Lead::V2},  MdcLead{"131333", Lead::V3},
    MdcLead{"131334", Lead::V4},  MdcLead{"131335", Lead::V5},  MdcLead{"131336", Lead::V6}};

std::optional<Lead> lead_of(const std::string& word) {
  for (const MdcLead& mdc : kMdcLeads) {
    if (mdc.code == word)
      return mdc.lead;
  }
  constexpr std::string_view kPotential = "mdc_ecg_elec_potl_";
  if (to_lower(word).rfind(kPotential, 0) == 0)
    return parse_lead(std::string_view(word).substr(kPotential.size()));
  return parse_lead(word);
}

void take(FhirLead& result, const std::optional<std::string>& word) {
  const auto lead = word ? lead_of(*word) : std::nullopt;
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
