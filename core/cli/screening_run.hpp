#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inputs/inputs.hpp"
#include "leadwise/screener.hpp"

namespace leadwise::cli {

inline constexpr std::string_view kUsualLeads = "auto";

/// How a screening of many records is done.
struct ScreeningRun {
  std::string model_path;
  std::string leads{kUsualLeads};  ///< as asked for
  LeadChoice choice;               ///< the same, understood
  ReadOptions reading;
  bool json = false;
  bool explain = false;
  std::string output_path;
  bool resume = false;
  unsigned threads = 1;
};

/// Screens all records, several at a time, and prints one answer each in the order given. Returns how many
/// failed. Errors: those of Model::load, and FileNotWritable where the output cannot be written.
Result<std::size_t> run_screening(const std::vector<Input>& records, const Bytes& weights, const ScreeningRun& run);

}  // namespace leadwise::cli
