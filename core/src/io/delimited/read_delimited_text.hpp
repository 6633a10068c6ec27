#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

bool is_delimited_text(const FileBytes& file);

/// Reads a text table (comma, semicolon, tab or blanks between the cells), one row a sample, from files.front(). What the
/// file does not state, `options` must. Errors as read_record.
Result<EcgRecord> read_delimited_text(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
