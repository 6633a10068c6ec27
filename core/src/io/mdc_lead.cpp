#include "mdc_lead.hpp"

#include <array>
#include <string>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// In the order of kTwelveLeads.
constexpr std::array<unsigned, kLeadCount> kLeadNumbers = {1, 2, 61, 62, 63, 64, 3, 4, 5, 6, 7, 8};

constexpr std::uint64_t kLeadPart = 2U << 16U;
/// Leads are numbered from 0, their potentials from here, and other things behind those.
constexpr std::uint64_t kPotentials = 256;
constexpr std::uint64_t kBehindPotentials = 512;

}  // namespace

unsigned mdc_lead_number(Lead lead) { return kLeadNumbers[lead_index(lead)]; }

std::optional<Lead> lead_of_mdc_number(std::uint64_t number) {
  for (const Lead lead : kTwelveLeads) {
    if (number == mdc_lead_number(lead) || number == kPotentials + mdc_lead_number(lead))
      return lead;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> mdc_number_of_code(std::string_view code) {
  const auto whole = parse_unsigned(code);
  return whole && *whole >= kLeadPart && *whole < kLeadPart + kBehindPotentials ? std::optional(*whole - kLeadPart)
                                                                                : std::nullopt;
}

std::optional<Lead> lead_of_mdc_word(std::string_view word) {
  constexpr std::string_view kPotential = "mdc_ecg_elec_potl_", kNomenclature = "nom_ecg_lead_";
  if (const auto number = mdc_number_of_code(word))
    return lead_of_mdc_number(*number);
  for (const std::string_view prefix : {kPotential, kNomenclature}) {
    if (to_lower(word.substr(0, prefix.size())) == prefix)
      return parse_lead("MDC_ECG_LEAD_" + std::string(word.substr(prefix.size())));
  }
  return parse_lead(word);
}

}  // namespace leadwise::io
