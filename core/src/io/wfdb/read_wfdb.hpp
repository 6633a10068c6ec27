#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

bool is_wfdb(const FileBytes& file);

/// Reads a WFDB record: files.front() is the header, the others may be its signal files. Errors as read_record.
Result<EcgRecord> read_wfdb(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
