#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// A tagged block of an ATC file, its checksum verified. Views live as long as the file's bytes.
struct AtcBlock {
  /// Four characters: "info", "fmt ", "ecg ", "ecg2", ...
  std::string_view id;
  std::span<const std::uint8_t> data;
  /// Where `data` begins in the file.
  std::uint64_t offset = 0;
};

struct AtcFile {
  std::uint32_t version = 0;
  std::vector<AtcBlock> blocks;
  /// The first block of that id, or nullptr.
  const AtcBlock* find(std::string_view id) const;
};

/// True for the eight bytes "ALIVE" and three zeros.
bool has_atc_signature(std::span<const std::uint8_t> bytes);

/// Cuts a file into its blocks and verifies the checksum of each: the sum of the bytes of its id, its length and its
/// data. Errors: UnsupportedFormat (another version), TruncatedData, ChecksumMismatch, InvalidHeader (a block twice).
Result<AtcFile> parse_atc_blocks(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
