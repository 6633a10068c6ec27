#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/reader.hpp"

namespace leadwise::io {

class PartIndex;

/// Reads a WFDB record: files.front() is the header, the others may be its signal files. Errors as read_record.
Result<EcgRecord> read_wfdb(std::span<const FileBytes> files, const ReadOptions& options);

/// Indices of the files that the header at `header_index` names, without duplicates; empty where it cannot be parsed.
std::vector<std::size_t> wfdb_signal_files(std::span<const FileBytes> files, std::size_t header_index,
                                           const PartIndex& index);

}  // namespace leadwise::io
