#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "arrays/array_file.hpp"
#include "arrays/array_statements.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// One channel inside an array: its sample i is the number at first + i * step.
struct ArrayChannel {
  const ArrayVariable* variable = nullptr;
  std::uint64_t first = 0;
  std::uint64_t step = 1;
  std::uint64_t sample_count = 0;
  /// Empty where the file gives no name.
  std::string label;
};

/// The arrays among a file's that are the ECG: one matrix, or a vector a channel that all lie under one parent or in one
/// cell.
struct EcgArrays {
  std::vector<const ArrayVariable*> variables;
  /// Paths of other arrays that could have been meant.
  std::vector<std::string> passed_over;
  bool is_matrix = true;
};

/// Chooses by name where it can: members of "leads"; a matrix called ecg, val, signal, data, ...; vectors called like
/// standard leads; else the only matrix that could be one. Errors: NoEcgChannel (there is none), UnsupportedFormat
/// (several of equal right: none is guessed), each naming what was found.
Result<EcgArrays> find_ecg_arrays(const ArrayFile& file);

/// As how many channels they could be taken; empty where their names are those of the channels.
std::vector<std::uint64_t> possible_channel_counts(const EcgArrays& arrays);

/// Cuts the arrays into channels. In a matrix the side of as many rows or columns as there are lead names are the leads,
/// else the only side of 1 to 64, else the shorter. Errors: InvalidHeader (names and shape contradict each other, a square
/// matrix without names), TooLarge.
Result<std::vector<ArrayChannel>> split_into_channels(const ArrayFile& file, const EcgArrays& arrays,
                                                      const ArrayStatements& statements);

/// True for the name of a variable that holds samples: "ecg", "val", "signal", "data", "leads", ...
bool is_samples_name(std::string_view name);

}  // namespace leadwise::io
