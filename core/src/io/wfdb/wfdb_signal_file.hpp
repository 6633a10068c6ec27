#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/reader.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_sample_format.hpp"

namespace leadwise::io {

/// The integers of one signal file, frame by frame: sample t of signal s is at t * signal_count + s.
struct WfdbSignalData {
  std::uint64_t sample_count = 0;
  std::int32_t missing_adu = 0;
  std::vector<std::int32_t> interleaved_adu;
};

/// The storage format that all signals of one file share. Errors: UnsupportedFormat, InvalidHeader (offset into the
/// header).
Result<const WfdbSampleFormat*> wfdb_group_format(std::span<const WfdbSignal> group);

/// Unpacks the signal file that `group`, one or more consecutive signals of a header, describes. `sample_count` is what
/// the header says, else the file's length decides. Errors: UnsupportedFormat, InvalidHeader (offset into the header),
/// TruncatedData (offset into the signal file).
Result<WfdbSignalData> read_wfdb_signal_file(const FileBytes& file, std::span<const WfdbSignal> group,
                                             std::optional<std::uint64_t> sample_count);

}  // namespace leadwise::io
