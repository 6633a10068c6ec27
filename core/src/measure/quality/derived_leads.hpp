#pragma once

#include <optional>
#include <span>

#include "leadwise/ecg_record.hpp"
#include "quality/doubtful_leads.hpp"

namespace leadwise {

/// DerivedLeads where the file says, in its words on the electrodes, that standard leads were computed from others (EASI, Frank's
/// XYZ, a few chest leads) and not recorded.
std::optional<Error> find_derived_leads(const EcgRecord& record);

/// DerivedLeads, naming both, where a lead holds the same samples as another one; nullopt otherwise.
std::optional<Error> find_repeated_lead(const EcgRecord& record, std::span<const FiguresOfLead> leads);

}  // namespace leadwise
