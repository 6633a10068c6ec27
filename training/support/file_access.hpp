#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Error: FileNotReadable naming the path.
Result<std::vector<std::uint8_t>> read_file(const std::filesystem::path& path);

/// Writes beside the target and renames, so that the target is either the old file or the whole new one.
/// Error: FileNotWritable naming the path.
Result<void> write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

/// Error: FileNotWritable naming the path.
Result<void> create_folder(const std::filesystem::path& path);

}  // namespace leadwise::training
