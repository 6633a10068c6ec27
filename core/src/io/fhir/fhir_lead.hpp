#pragma once

#include <optional>
#include <string>

#include "fhir/fhir_json.hpp"
#include "leadwise/lead.hpp"

namespace leadwise::io {

/// What a CodeableConcept calls a channel.
struct FhirLead {
  std::string label;
  std::optional<Lead> lead;
  /// True where its codes and words name different leads; `lead` is then absent.
  bool contradictory = false;
};

/// Reads a lead from text, display and codes: "MDC_ECG_LEAD_I", "MDC_ECG_ELEC_POTL_AVR", "Lead II", or the numbers of
/// ISO/IEEE 11073-10101 (131329 = MDC_ECG_ELEC_POTL_I and on).
FhirLead fhir_lead(const FhirJson& concept_value);

/// The words of a CodeableConcept: its text, else a display, else a code; empty where it has none.
std::string fhir_words(const FhirJson& concept_value);

}  // namespace leadwise::io
