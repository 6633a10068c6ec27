#pragma once

#include "arrays/array_file.hpp"
#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::io {

/// Makes a record of the arrays of a general program's file, by the rules of docs/formats/arrays.md. Such a file states no
/// device and, as a rule, neither unit nor rate: what it does not state, `options` must; nothing is guessed from the
/// numbers. Errors: as read_record.
Result<EcgRecord> record_from_arrays(const ArrayFile& file, const ReadOptions& options);

}  // namespace leadwise::io
