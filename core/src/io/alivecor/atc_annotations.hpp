#pragma once

#include "alivecor/atc_blocks.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Takes the beats of the block "ann ", where there is one. Errors: InvalidHeader (a length that fits no whole number of
/// beats, a tick frequency of 0).
Result<void> read_atc_annotations(const AtcFile& file, EcgRecord& record);

}  // namespace leadwise::io
