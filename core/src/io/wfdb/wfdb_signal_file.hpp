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

/// The integers of one signal file, frame by frame: a frame holds all samples of its first signal, then those of its
/// second, and so on.
struct WfdbSignalData {
  std::uint64_t frame_count = 0;
  /// Samples in a frame, of all signals of the file together.
  std::uint64_t frame_size = 0;
  std::optional<std::int32_t> missing_adu;
  std::vector<std::int32_t> frames_adu;
};

/// How long a signal file may be.
struct WfdbLength {
  /// What the header says, or a file of the record that was read before; else the file's own length decides.
  std::optional<std::uint64_t> frames;
  /// More frames than this are refused where a compressed file holds them.
  std::uint64_t most_frames = 0;
};

/// Samples in one frame of these signals.
std::uint64_t wfdb_frame_size(std::span<const WfdbSignal> signals);

/// The storage format that all signals of one file share. Errors: UnsupportedFormat, InvalidHeader (offset into the
/// header).
Result<const WfdbSampleFormat*> wfdb_group_format(std::span<const WfdbSignal> group);

/// Unpacks the signal file that `group`, one or more consecutive signals of a header, describes. Errors:
/// UnsupportedFormat, InvalidHeader (offset into the header), TruncatedData (offset into the signal file), and those of
/// decode_flac.
Result<WfdbSignalData> read_wfdb_signal_file(const FileBytes& file, std::span<const WfdbSignal> group,
                                             const WfdbLength& length);

}  // namespace leadwise::io
