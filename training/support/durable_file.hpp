#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// A file that is found whole under its name, or not at all: it is written under another name, brought to the disk, and
/// renamed. What was not kept is removed. One program at a time writes it: two would mix what they write.
class DurableFile {
 public:
  /// Errors: FileNotWritable, also where another program writes the same file; DiskFull.
  static Result<DurableFile> create(const std::filesystem::path& path);

  DurableFile(DurableFile&& other) noexcept;
  DurableFile& operator=(DurableFile&& other) noexcept;
  ~DurableFile();

  /// Errors: FileNotWritable, DiskFull; both name the file and how many bytes of it were written.
  Result<void> write(std::span<const std::uint8_t> bytes);
  Result<void> write(std::string_view text);

  /// Starts bringing what was written to the disk, so that keep() has less to wait for.
  void start_flushing() const;

  /// Brings the file to the disk and gives it its name. Errors: as write.
  Result<void> keep();

  std::uint64_t bytes_written() const { return bytes_written_; }

 private:
  DurableFile(std::filesystem::path path, int descriptor);
  Error failure() const;
  std::filesystem::path unfinished() const;

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t bytes_written_ = 0;
};

/// The ending of a file that is being written.
inline constexpr std::string_view kUnfinishedEnding = ".unfinished";

/// Adds to a file's end, all or nothing, and brings it to the disk. Errors: FileNotWritable, DiskFull; the file is then as
/// it was.
Result<void> append_durably(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

}  // namespace leadwise::training
