#pragma once

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// What every reader promises of its record, checked in one place. Errors: InvalidHeader (channels of different length, a
/// record or group without samples), InvalidSamplingRate, NoEcgChannel.
Result<void> check_record(const EcgRecord& record);

}  // namespace leadwise::io
