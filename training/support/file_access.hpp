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

/// Whether there is something of this name. Error: FileNotReadable where nobody can tell, the disk not answering, say: whoever
/// took that for a no would write over what is there.
Result<bool> is_there(const std::filesystem::path& path);

/// Writes a DurableFile: the target is either the old file or the whole new one. Errors: FileNotWritable, DiskFull, with
/// the path and how many bytes of it were written.
Result<void> write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
Result<void> write_file(const std::filesystem::path& path, std::string_view text);

/// Error: FileNotWritable naming the path.
Result<void> create_folder(const std::filesystem::path& path);

}  // namespace leadwise::training
