#pragma once

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// The samples of a stretch of a record, with what measuring needs to know of them; shorter where the record ends.
EcgRecord part_of_record(const EcgRecord& record, double start_s, double duration_s);

}  // namespace leadwise
