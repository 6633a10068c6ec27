#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io {

bool is_zip(std::span<const std::uint8_t> bytes);

/// True where a zip archive's directory stands at the end, whatever the bytes begin like: a program that unpacks itself, or an
/// archive behind other bytes.
bool ends_like_zip(std::span<const std::uint8_t> bytes);

/// One file of a zip archive's central directory. Folders are no entries.
struct ZipEntry {
  std::string name;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint32_t crc = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t unpacked_bytes = 0;
  /// Of the entry's own header in the archive.
  std::uint64_t header_offset = 0;
  /// Of its line in the central directory, for errors.
  std::uint64_t directory_offset = 0;
};

/// Reads the central directory (APPNOTE.TXT 6.3.10, PKWARE) and checks it: entries lie inside the archive, do not
/// overlap, and together unpack to no more than `most_bytes`. Errors: as unpack_archive.
Result<std::vector<ZipEntry>> read_zip_directory(const FileBytes& archive, std::size_t most_bytes);

/// Unpacks one entry and checks its CRC. Errors: as unpack_archive.
Result<FileContent> unpack_zip_entry(const FileBytes& archive, const ZipEntry& entry);

}  // namespace leadwise::io
