#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "arrays/array_file.hpp"
#include "arrays/number_type.hpp"
#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io {

enum class Matlab4Kind : std::uint8_t { numbers, text, sparse };

/// The head of a MATLAB level 4 matrix, as the PhysioNet Challenge's .mat files begin (MAT-File Format, The MathWorks,
/// appendix on level 4).
struct Matlab4Header {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  Matlab4Kind kind = Matlab4Kind::numbers;
  NumberType type;
  bool complex_numbers = false;
  std::string name;
  /// Where the numbers begin, counted from the head's first byte.
  std::uint64_t data_offset = 0;
};

/// Reads the head of any matrix (of either byte order, text and sparse ones too) where the bytes begin with a plausible
/// one, its name printable.
std::optional<Matlab4Header> read_matlab4_matrix_header(std::span<const std::uint8_t> bytes);

/// The same, and nullopt unless it is a matrix of real numbers in little-endian order: what a WFDB header may refer to.
std::optional<Matlab4Header> read_matlab4_header(std::span<const std::uint8_t> bytes);

/// Reads every matrix of the file. Errors: TruncatedData, InvalidHeader (what stands behind a matrix is none), TooLarge.
Result<ArrayFile> read_matlab4_arrays(const FileBytes& file);

}  // namespace leadwise::io
