#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True where the bytes begin like an ISHNE Holter file, or like ISHNE annotations (which are refused by name).
bool is_ishne(const FileBytes& file);

/// Reads an ISHNE Holter ECG, version 1.0: all leads, interleaved, 16 bits. -32768 is taken as a missing sample.
/// Errors: as read_ishne_header; TruncatedData, InvalidHeader (a number of samples that the file's size contradicts).
Result<EcgRecord> read_ishne(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
