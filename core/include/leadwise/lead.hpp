#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace leadwise {

/// The twelve standard leads, in the order of the published model's encoders. Leads are always addressed by
/// this name, never by their position in a file.
enum class Lead : std::uint8_t { I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6 };

inline constexpr std::size_t kLeadCount = 12;

inline constexpr std::array<Lead, kLeadCount> kTwelveLeads = {Lead::I,   Lead::II,  Lead::III, Lead::aVR,
                                                              Lead::aVL, Lead::aVF, Lead::V1,  Lead::V2,
                                                              Lead::V3,  Lead::V4,  Lead::V5,  Lead::V6};

inline constexpr std::array<Lead, 6> kLimbLeads = {Lead::I, Lead::II, Lead::III, Lead::aVR, Lead::aVL, Lead::aVF};

/// The leads that are measured independently; the other limb leads follow from I and II.
inline constexpr std::array<Lead, 8> kIndependentLeads = {Lead::I,  Lead::II, Lead::V1, Lead::V2,
                                                          Lead::V3, Lead::V4, Lead::V5, Lead::V6};

/// Position of a lead in kTwelveLeads.
constexpr std::size_t lead_index(Lead lead) { return static_cast<std::size_t>(lead); }

constexpr bool is_limb_lead(Lead lead) { return lead_index(lead) < kLimbLeads.size(); }

/// "I", "aVR", "V1", ...
std::string_view lead_name(Lead lead);

/// Reads a lead's name as devices write it: any case, blanks around it, "Lead II", "ECG V1", "EKG V1", "V 1", "DII",
/// "MDC_ECG_LEAD_AVR", "aVR"/"AVR"/"avr". Anything else ("MLII", "ABP", "-aVR") is not a standard lead:
/// nullopt.
std::optional<Lead> parse_lead(std::string_view label);

}  // namespace leadwise
