#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

bool is_npy(const FileBytes& file);
bool is_npz_file(const FileBytes& file);

/// Reads one NumPy array; unit and rate are the caller's to say. Errors: as read_record.
Result<EcgRecord> read_npy(std::span<const FileBytes> files, const ReadOptions& options);

/// Reads a zip of NumPy arrays (numpy.savez, numpy.savez_compressed), as record_from_arrays does. Arrays of Python objects
/// are left out and named. Errors: as read_record.
Result<EcgRecord> read_npz(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
