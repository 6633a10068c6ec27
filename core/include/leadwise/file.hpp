#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leadwise {

/// A file as bytes; readers never open paths. The bytes must outlive the call, not the result.
struct FileBytes {
  /// Used to find the parts of a record that name each other (a .hea its .dat), never to decide a format.
  std::string name;
  std::span<const std::uint8_t> bytes;
};

/// A file that owns its bytes: one to be written, or one that came out of an archive.
struct FileContent {
  std::string name;
  std::vector<std::uint8_t> bytes;
};

/// The files as the readers take them; valid as long as `contents` is left alone.
std::vector<FileBytes> views_of(std::span<const FileContent> contents);

}  // namespace leadwise
