#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True for a DICOM file of any kind: those that hold no ECG are refused by name.
bool is_dicom(const FileBytes& file);

/// Reads a DICOM ECG (12-lead, general, ambulatory or 32-bit; PS3.3, A.34). docs/formats/dicom.md says what is taken and
/// what is refused. Errors: as read_record.
Result<EcgRecord> read_dicom(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
