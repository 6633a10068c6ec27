#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True for a JSON object with lists of numbers under names of leads or of samples, and for a bare list of numbers.
bool is_json_record(const FileBytes& file);

/// Reads the JSON that write_record writes, back to what was written, and plain JSON of like shapes, as
/// record_from_arrays does. Errors: as read_record.
Result<EcgRecord> read_json(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
