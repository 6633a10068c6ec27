#pragma once

#include "leadwise/ecg_record.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// Sections 2 to 6: the rhythm as recorded into `record.channels`, the reference beat into `record.average_beats`, the
/// beats' places into `record.annotations`. `version` is 20 for SCP-ECG 2.0, 0 where the file states none. Leads that
/// were not recorded all the time are NaN where they were not. Errors: those of the sections; UnsupportedFormat (only a
/// reference beat, only the long-term rhythm of version 3, differing rates, other decimation than by 2 or 4),
/// NoEcgChannel, InvalidHeader, TooLarge (leads that are spread over a record many times as long).
Result<void> read_scp_rhythm(const ScpSections& sections, unsigned version, EcgRecord& record);

}  // namespace leadwise::io
