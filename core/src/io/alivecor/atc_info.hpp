#pragma once

#include "alivecor/atc_blocks.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Takes the block "info", where there is one: time, device and, as comments, the recording's UUID, the phone and the
/// software. The phone's own identifier and (before file version 4) the place are left out. Errors: InvalidHeader (the
/// block is shorter than its fields).
Result<void> read_atc_info(const AtcFile& file, EcgRecord& record);

}  // namespace leadwise::io
