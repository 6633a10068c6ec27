#include "expected_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "record_files.hpp"

namespace leadwise::test {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');)
    cells.push_back(cell);
  return cells;
}

}  // namespace

ExpectedTable load_expected(const std::string& path) {
  ExpectedTable table;
  const auto bytes = load_file(path);
  if (!bytes)
    return table;
  std::istringstream lines(std::string(bytes->begin(), bytes->end()));
  std::string line;
  std::getline(lines, line);
  line = line.substr(0, line.find('['));
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
    line.pop_back();
  table.headings = cells_of(line);
  table.columns.resize(table.headings.size());
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cells_of(line);
    for (std::size_t i = 0; i < std::min(cells.size(), table.columns.size()); ++i)
      table.columns[i].push_back(std::strtod(cells[i].c_str(), nullptr));
  }
  return table;
}

std::vector<double> digital_units(const Channel& channel) {
  std::vector<double> units;
  for (const double sample : channel.samples_mv)
    units.push_back(std::round(sample / channel.resolution_mv + channel.baseline_adu));
  return units;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = a.size() == b.size() ? 0.0 : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

}  // namespace leadwise::test
