#pragma once

#include <cstdint>
#include <span>

#include "arrays/array_file.hpp"
#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io {

/// True for the 128-byte header of a level 5 file, or as much of it as is there.
bool is_matlab5_header(std::span<const std::uint8_t> bytes);

/// Reads every variable of a MATLAB level 5 file (MAT-File Format, The MathWorks: "Level 5 MAT-File Format"), of either
/// byte order, compressed or not; structures and cells are walked to a depth of 16. Complex, sparse, logical arrays,
/// objects and function handles are left out and named. Errors: TruncatedData, InvalidHeader, UnsupportedFormat (another
/// version, nesting too deep), TooLarge (more than 64 times the file's size unpacked, more than kMostArrays arrays), ChecksumMismatch; the
/// offset is that of the packed element where it lies in one.
Result<ArrayFile> read_matlab5_arrays(const FileBytes& file);

}  // namespace leadwise::io
