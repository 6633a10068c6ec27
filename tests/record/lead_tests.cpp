#include "leadwise/lead.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using leadwise::Lead;
using leadwise::parse_lead;

TEST_CASE("every lead is read back from its own name in any case") {
  for (const Lead lead : leadwise::kTwelveLeads) {
    std::string name(leadwise::lead_name(lead));
    CHECK(parse_lead(name) == lead);
    for (char& c : name)
      c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    CHECK(parse_lead(name) == lead);
    for (char& c : name)
      c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    CHECK(parse_lead(name) == lead);
  }
}

TEST_CASE("lead names are read as devices write them") {
  CHECK(parse_lead(" aVR\t") == Lead::aVR);
  CHECK(parse_lead("Lead II") == Lead::II);
  CHECK(parse_lead("lead_v3") == Lead::V3);
  CHECK(parse_lead("ECG V1") == Lead::V1);
  CHECK(parse_lead("ECG lead II") == Lead::II);
  CHECK(parse_lead("MDC_ECG_LEAD_AVR") == Lead::aVR);
  CHECK(parse_lead("MDC_ECG_LEAD_V6") == Lead::V6);
  CHECK(parse_lead("DI") == Lead::I);
  CHECK(parse_lead("dII") == Lead::II);
  CHECK(parse_lead("ECG DIII") == Lead::III);
  CHECK(parse_lead("V 1") == Lead::V1);
  CHECK(parse_lead("v_6") == Lead::V6);
  CHECK(parse_lead("EKG I") == Lead::I);
  CHECK(parse_lead("EKG lead V2") == Lead::V2);
  CHECK(parse_lead("leadI") == Lead::I);
  CHECK(parse_lead("LeadaVR") == Lead::aVR);
  CHECK(parse_lead("ECG_LeadV6") == Lead::V6);
}

TEST_CASE("what is no standard lead is not taken for one") {
  for (const char* label : {"",     " ",   "MLII", "ABP",  "-aVR",  "V",     "V7",    "V10",  "IV",
                            "IIII", "VR",  "aV",   "ECG",  "Lead",  "ECG 1", "ECG_2", "II x", "MDC_ECG_LEAD_",
                            "1",    "VX",  "I,II", "aVR-", "D1",    "D I",   "DIV",   "DV1",  "V  1",
                            "V-1",  "V 7", "V_0",  "EKG",  "EKG 1", "EKGI",  "EKG -I",
                            "Leader", "Lead1", "LeadV", "Lead-", "LeadIV"}) {
    CAPTURE(label);
    CHECK_FALSE(parse_lead(label).has_value());
  }
}

TEST_CASE("limb leads are the first six") {
  CHECK(leadwise::is_limb_lead(Lead::aVF));
  CHECK_FALSE(leadwise::is_limb_lead(Lead::V1));
  CHECK(leadwise::lead_index(Lead::V6) == 11);
}

TEST_CASE("a lead that is measured the other way round is no standard lead, whatever stands before it") {
  CHECK_FALSE(parse_lead("ECG -aVR").has_value());
  CHECK_FALSE(parse_lead("Lead -II").has_value());
  CHECK_FALSE(parse_lead("ECG_-aVR").has_value());
  CHECK_FALSE(parse_lead("Lead:-II").has_value());
  CHECK_FALSE(parse_lead("MDC_ECG_LEAD_-AVR").has_value());
  CHECK(parse_lead("ECG-V1") == Lead::V1);
  CHECK(parse_lead("ECG - V1") == Lead::V1);
  CHECK(parse_lead("ECG_-_V1") == Lead::V1);
}

TEST_CASE("a lead that the nomenclature calls derived is not taken for the recorded one") {
  for (const char* code : {"MDC_ECG_LEAD_dI", "MDC_ECG_LEAD_dII", "MDC_ECG_LEAD_dIII", "MDC_ECG_LEAD_DI",
                           "MDC_ECG_LEAD_daVR", "MDC_ECG_LEAD_dV1"}) {
    CAPTURE(code);
    CHECK_FALSE(parse_lead(code).has_value());
  }
}
