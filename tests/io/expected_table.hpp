#pragma once

#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise::test {

/// What another decoder read from a sample, as the .csv beside it holds it.
struct ExpectedTable {
  std::vector<std::string> headings;
  /// By column.
  std::vector<std::vector<double>> columns;
};

/// Reads a table of numbers with one line of headings; empty where the file is not there. A '[' in a heading and what
/// follows it (the unit) are left out.
ExpectedTable load_expected(const std::string& path);

/// A channel's samples as the file's own integers.
std::vector<double> digital_units(const Channel& channel);

/// The largest difference between two columns; infinite where their lengths differ.
double largest_difference(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace leadwise::test
