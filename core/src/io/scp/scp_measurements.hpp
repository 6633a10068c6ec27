#pragma once

#include "leadwise/ecg_record.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// Section 7: intervals, axes and rates of the whole record (of its first block where there are several), and the
/// pacemaker spikes, which make the record a paced one. Values that the device marks as not computed are left out. A
/// section that is too short for what it promises is left out with a note; so is that of version 1.1, which writers lay
/// out in two ways. `version` as in ScpHeader.
void read_scp_global_measurements(const ScpSection& section, unsigned version, EcgRecord& record);

/// Section 10: durations and amplitudes by lead, e.g. {"V1 R amplitude", 120, "uV"}.
void read_scp_lead_measurements(const ScpSection& section, EcgRecord& record);

}  // namespace leadwise::io
