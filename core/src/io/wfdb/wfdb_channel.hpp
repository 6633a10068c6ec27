#pragma once

#include <cstddef>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_signal_file.hpp"

namespace leadwise::io {

/// Turns column `position` of a signal file's integers into a channel in mV and adds it to `record`; checks the sum of
/// the samples. A signal in another unit than volts is left out with a note; a default that had to be assumed is noted.
/// Errors: ChecksumMismatch, InvalidHeader, with the offset of the signal's line in the header.
Result<void> add_wfdb_channel(const WfdbSignal& signal, const WfdbSignalData& data, std::size_t position,
                              std::size_t signal_count, EcgRecord& record);

}  // namespace leadwise::io
