#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrays/number_type.hpp"

namespace leadwise::io {

/// Names and units are few: a longer list of texts is no list of leads, and is not kept.
inline constexpr std::size_t kMostTexts = 1024;

/// What a file may hold. Programs that keep every event of a recording as a structure have tens of thousands.
inline constexpr std::size_t kMostArrays = std::size_t{1} << 17U;

/// What lists of structures say of channels: the samples of one, or the names of all.
enum class ListedRole : std::uint8_t { none, samples, names };

/// One named array of a general program's file (MATLAB, NumPy, JSON): numbers, or texts.
struct ArrayVariable {
  /// The structures that it lies in, from the outermost inwards, joined by dots; empty where it lies in none.
  std::string parent;
  std::string name;
  /// Of numbers; empty for a number that stands in no list.
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
  /// The path of the cell whose element it is; empty for all others.
  std::string cell_path;
  /// Of a field in a list of structures or objects: the path of that list, and which of its elements. Empty for all others.
  std::string list_path;
  std::uint64_t list_index = 0;
  /// True where it lies in a structure within that element.
  bool deeper_in_list = false;
  /// Of a list of one object that may be the recording.
  bool of_lone_object = false;
  /// Set by gather_listed_channels.
  ListedRole listed = ListedRole::none;
};

/// An array that is there and not read.
struct LeftOutArray {
  /// Empty where it bears no name.
  std::string path;
  std::string why;
  /// True for objects of the program, which may hold texts as well as anything else.
  bool may_be_texts = false;
};

/// What a file of arrays holds, whichever program wrote it.
struct ArrayFile {
  /// For messages: "the MATLAB level 5 file".
  std::string what;
  std::vector<ArrayVariable> variables;
  std::vector<LeftOutArray> left_out;
  /// Bytes that the views of `variables` may point into.
  std::vector<std::vector<std::uint8_t>> unpacked;
};

/// "x (complex numbers)", for messages.
std::string description_of(const LeftOutArray& array);

/// "ECG.data": where it lies and its name, for messages.
std::string path_of(const ArrayVariable& variable);

/// Sets parent and name from a path whose names hold no dots.
void set_path(ArrayVariable& variable, std::string_view path);

/// "data" of "ECG.data".
std::string_view last_name(std::string_view path);

/// "ECG" of "ECG.data"; empty for a path of one name.
std::string_view parent_path(std::string_view path);

/// True where the structure `outer` is that of the path `inner`, or one around it.
bool encloses(std::string_view outer, std::string_view inner);

/// How many numbers a shape holds, at most 2^63: more cannot be there.
std::uint64_t element_count(std::span<const std::uint64_t> shape);

/// True for one number: no dimension at all, the 1 x 1 that MATLAB makes of it, or a list of one.
bool is_single_number(const ArrayVariable& variable);

/// True for numbers in a list, of which at most one dimension is longer than 1; a list of one is a single number as well.
bool is_number_list(const ArrayVariable& variable);

/// The number at `index`, counted in the order of storage.
inline double number_at(const ArrayVariable& variable, std::uint64_t index) {
  return load_number(variable.numbers.data() + static_cast<std::size_t>(index) * variable.type.bytes, variable.type);
}

}  // namespace leadwise::io
