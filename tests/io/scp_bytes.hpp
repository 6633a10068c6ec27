#pragma once

#include <cstdint>
#include <string>

#include "record_files.hpp"

namespace leadwise::test {

/// An SCP-ECG file whose bytes a test alters: places are told by section, the checksums are put right again.
class ScpBytes {
 public:
  /// A file of tests/golden/io/scp.
  explicit ScpBytes(const std::string& golden_name);

  /// Writes `value` in `size` bytes at `place` of the section's data, that is behind its head of 16 bytes.
  ScpBytes& set(std::uint16_t section, std::size_t place, std::uint64_t value, unsigned size);
  /// Writes at a byte of the file.
  ScpBytes& set_at(std::size_t place, std::uint64_t value, unsigned size);
  /// Makes the pointer to the section one to a section that is not there.
  ScpBytes& remove(std::uint16_t section);
  /// Puts the head of a section that was not there, and no more than that, in the place of another one.
  ScpBytes& put_head_alone(std::uint16_t section, std::uint16_t in_place_of);
  /// The file with right checksums, the section's own and the record's.
  Bytes repaired() const;
  /// The file with the record's checksum right and the others as they were.
  Bytes repaired_outside() const;
  std::size_t data_place(std::uint16_t section) const;
  std::size_t pointer_place(std::uint16_t section) const;

 private:
  Bytes bytes_;
};

/// Reads bytes as SCP-ECG, whatever they look like.
Result<EcgRecord> read_scp_bytes(const Bytes& bytes);

/// A golden file, read.
Result<EcgRecord> read_scp_golden(const std::string& name);

}  // namespace leadwise::test
