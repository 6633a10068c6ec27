#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::cli {

using Bytes = std::vector<std::uint8_t>;

/// Reads a regular file, or its first `at_most` bytes. Errors: FileNotReadable, OutOfMemory.
Result<Bytes> read_file(const std::filesystem::path& path, std::uintmax_t at_most = UINTMAX_MAX);

/// Writes a file whole under another name first, so that no half-written file is ever found. Error:
/// FileNotReadable.
Result<void> write_file(const std::filesystem::path& path, const Bytes& bytes);

}  // namespace leadwise::cli
