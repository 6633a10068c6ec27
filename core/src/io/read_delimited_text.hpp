#pragma once

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// Reads a text table (comma, semicolon, tab or blanks between the cells), one row a sample. What the file does not
/// state, `options` must. Errors as read_record.
Result<EcgRecord> read_delimited_text(const FileBytes& file, const ReadOptions& options);

}  // namespace leadwise::io
