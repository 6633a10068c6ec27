#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

bool is_matlab4(const FileBytes& file);
bool is_matlab5(const FileBytes& file);

/// Reads a level 4 file that stands alone, as record_from_arrays does. Errors: as read_record; MissingFile where the
/// file holds a single matrix that can be no ECG by itself, so that only a WFDB header could explain it.
Result<EcgRecord> read_matlab4(std::span<const FileBytes> files, const ReadOptions& options);

/// Reads a level 5 file (MATLAB 5 to 7, GNU Octave, SciPy). Errors: as read_record.
Result<EcgRecord> read_matlab5(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
