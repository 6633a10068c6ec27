#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::cli {

using Bytes = std::vector<std::uint8_t>;

/// Reads a regular file, or its first `at_most` bytes. Errors: FileNotReadable, OutOfMemory.
Result<Bytes> read_file(const std::filesystem::path& path, std::uintmax_t at_most = UINTMAX_MAX);

/// Whether a name on the command line means standard output: "-", "/dev/stdout" and its other names.
bool is_standard_output(const std::filesystem::path& path);

/// Writes a file whole under another name first, so that no half-written file is ever found. A symbolic link stays one:
/// what it leads to is replaced. What is no regular file (a device, a pipe, standard output) is written through. Error:
/// FileNotWritable.
Result<void> write_file(const std::filesystem::path& path, const Bytes& bytes);

struct NamedBytes {
  std::filesystem::path path;
  const Bytes& bytes;
};

/// The same of files that belong together, the one that names the others first: none is replaced before all are written, and
/// that one last.
Result<void> write_files(std::span<const NamedBytes> files);

/// The same of a regular file, written by `write`, which says whether it could. The file itself can be read meanwhile.
Result<void> rewrite_file(const std::filesystem::path& path, const std::function<bool(std::FILE*)>& write);

/// Whether both names lead to one file that is there.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace leadwise::cli
