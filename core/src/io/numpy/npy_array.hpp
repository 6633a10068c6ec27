#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "arrays/array_file.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

bool is_npy_bytes(std::span<const std::uint8_t> bytes);

/// Reads one .npy array (NumPy Enhancement Proposal 1 and numpy.lib.format, versions 1 to 3). The views of what is read
/// point into `bytes`. `what` begins messages; `path` names the array. Errors: TruncatedData, InvalidHeader, TooLarge,
/// UnsupportedFormat (another version; objects, which are Python pickles and are never run; complex and other types).
Result<ArrayVariable> read_npy_array(std::span<const std::uint8_t> bytes, std::string path);

}  // namespace leadwise::io
