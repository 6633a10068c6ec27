#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace leadwise::io {

/// The head of a MATLAB level 4 matrix, as the PhysioNet Challenge's .mat files begin (MAT-File Format, appendix on
/// level 4).
struct Matlab4Header {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  /// Bytes of one number, and whether it is a signed integer.
  std::uint32_t bytes_per_number = 0;
  bool signed_integer = false;
  std::string name;
  /// Where the numbers begin.
  std::uint64_t data_offset = 0;
};

/// Reads the head where the bytes begin with a plausible one (little-endian, real, a printable name).
std::optional<Matlab4Header> read_matlab4_header(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
