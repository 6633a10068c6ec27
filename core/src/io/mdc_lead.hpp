#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "leadwise/lead.hpp"

namespace leadwise::io {

/// Number of a lead in part 2 of the nomenclature of ISO/IEEE 11073-10101 (MDC), which SCP-ECG shares (DICOM PS3.16, CID
/// 3001): 1 is I, 62 is aVR.
unsigned mdc_lead_number(Lead lead);

/// The inverse; 256 and the lead's number stands for its potential (MDC_ECG_ELEC_POTL_I). nullopt for all other leads.
std::optional<Lead> lead_of_mdc_number(std::uint64_t number);

/// The number in part 2 of a code without a colon, which is part * 65536 + number: 62 of "131134". nullopt where it lies
/// elsewhere.
std::optional<std::uint64_t> mdc_number_of_code(std::string_view code);

/// The lead that a code or its name says: "131329", "MDC_ECG_LEAD_AVR", "MDC_ECG_ELEC_POTL_AVR", or a label.
std::optional<Lead> lead_of_mdc_word(std::string_view word);

}  // namespace leadwise::io
