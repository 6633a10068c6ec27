#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrays/number_type.hpp"

namespace leadwise::io {

/// One named array of a general program's file (MATLAB, NumPy, JSON): numbers, or texts.
struct ArrayVariable {
  /// The structures that it lies in, from the outermost inwards, joined by dots; empty where it lies in none.
  std::string parent;
  std::string name;
  /// Of numbers; empty for a single number that is no list.
  std::vector<std::uint64_t> shape;
  /// Whether the first index runs fastest (MATLAB, Fortran) or the last (C).
  bool first_index_fastest = true;
  NumberType type;
  /// As many numbers as the shape says; empty for texts.
  std::span<const std::uint8_t> numbers;
  bool holds_texts = false;
  /// Rows of a character matrix, elements of a list of texts, or one text.
  std::vector<std::string> texts;
  /// Where the array begins in the file; that of the packed part where it is compressed.
  std::uint64_t offset = 0;
};

/// What a file of arrays holds, whichever program wrote it.
struct ArrayFile {
  /// For messages: "the MATLAB level 5 file".
  std::string what;
  std::vector<ArrayVariable> variables;
  /// Arrays that are there and not read, each with the reason: "x (complex numbers)".
  std::vector<std::string> left_out;
  /// Bytes that the views of `variables` may point into.
  std::vector<std::vector<std::uint8_t>> unpacked;
};

/// "ECG.data": where it lies and its name, for messages.
std::string path_of(const ArrayVariable& variable);

/// Sets parent and name from a path whose names hold no dots.
void set_path(ArrayVariable& variable, std::string_view path);

/// "data" of "ECG.data".
std::string_view last_name(std::string_view path);

/// "ECG" of "ECG.data"; empty for a path of one name.
std::string_view parent_path(std::string_view path);

/// How many numbers a shape holds, at most 2^63: more cannot be there.
std::uint64_t element_count(std::span<const std::uint64_t> shape);

/// True for one number that is no list: no dimension at all, or the 1 x 1 that MATLAB makes of it.
bool is_single_number(const ArrayVariable& variable);

/// The number at `index`, counted in the order of storage.
inline double number_at(const ArrayVariable& variable, std::uint64_t index) {
  return load_number(variable.numbers.data() + static_cast<std::size_t>(index) * variable.type.bytes, variable.type);
}

}  // namespace leadwise::io
