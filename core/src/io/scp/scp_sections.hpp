#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// Where the pointer section, which says what sections there are, lies in the file.
inline constexpr std::uint64_t kPointerSection = 6;

/// One section of an SCP-ECG record.
struct ScpSection {
  std::uint16_t id = 0;
  /// What stands behind the section's head of 16 bytes.
  std::span<const std::uint8_t> data;
  /// Where `data` lies in the file.
  std::uint64_t offset = 0;
};

/// The sections that are there and hold something, without the pointer section. Views into the file's bytes.
struct ScpSections {
  std::vector<ScpSection> all;
  /// From the head of the pointer section: 20 for version 2.0, 0 where the file does not say.
  std::uint8_t protocol = 0;
  /// Bytes in the file behind the record's own end.
  std::uint64_t bytes_behind = 0;

  const ScpSection* find(std::uint16_t id) const;
};

/// True where the bytes begin with the head of a record and a pointer section that points to itself; the letters
/// "SCPECG" in it are not asked for, since files of version 1 lack them.
bool looks_like_scp_record(std::span<const std::uint8_t> bytes);

/// Takes a record apart and checks all its checksums. Errors: TruncatedData, InvalidHeader (a section that lies outside
/// the record, is there twice, overlaps another or has another number than its pointer), ChecksumMismatch.
Result<ScpSections> split_scp_record(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
