#pragma once

#include <optional>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// DerivedLeads where the file says, in its words on the electrodes, that standard leads were computed from others (EASI, Frank's
/// XYZ, a few chest leads) and not recorded.
std::optional<Error> find_derived_leads(const EcgRecord& record);

}  // namespace leadwise
