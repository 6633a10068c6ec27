#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "record_parts.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_trace.hpp"

namespace leadwise::io {

/// The files of one record, and how much they may unpack to.
struct WfdbFiles {
  explicit WfdbFiles(std::span<const FileBytes> all);

  /// The file that header file `header` means by `name`, never the header itself; nullopt where it was not given.
  std::optional<std::size_t> find(std::size_t header, std::string_view name) const;

  std::span<const FileBytes> files;
  PartIndex index;
  /// Samples of all signals together. Compressed files and gaps can promise far more than they hold.
  std::uint64_t most_samples;
  /// By file: true once it was read as part of the record.
  std::vector<bool> taken;
};

/// Reads the signals of a record of one piece, or of one segment. `files.files[header_file]` is where `header` stands.
/// `declared_frames` is what a header of several segments says. Notes go to `record`. Errors as read_record.
Result<WfdbTraces> read_wfdb_signals(WfdbFiles& files, std::size_t header_file, const WfdbHeader& header,
                                     std::optional<std::uint64_t> declared_frames, EcgRecord& record);

/// Reads a record of several segments, of fixed or of variable layout; samples in gaps are NaN. Errors as read_record.
Result<WfdbTraces> read_wfdb_segments(WfdbFiles& files, const WfdbHeader& header, EcgRecord& record);

}  // namespace leadwise::io
