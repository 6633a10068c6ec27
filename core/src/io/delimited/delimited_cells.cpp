#include "delimited/delimited_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/clock_time.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::string_view unquoted(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() >= 2 && (cell.front() == '"' || cell.front() == '\'') && cell.back() == cell.front())
    return trim(cell.substr(1, cell.size() - 2));
  return cell;
}

// Where the cell that starts at `start` ends.
std::size_t cell_end(std::string_view line, std::size_t start, char delimiter) {
  const std::size_t first = line.find_first_not_of(' ', start);
  std::size_t from = start;
  if (first != std::string_view::npos && line[first] == '"') {
    const std::size_t closing = line.find('"', first + 1);
    if (closing != std::string_view::npos)
      from = closing;
  }
  return std::min(line.find(delimiter, from), line.size());
}

void split_at_blanks(std::string_view line, std::vector<std::string_view>& cells) {
  for (std::string_view token = take_token(line); !token.empty() && cells.size() < kMostCells;
       token = take_token(line)) {
    cells.push_back(unquoted(token));
  }
}

bool is_missing_mark(std::string_view cell) {
  if (cell.empty())
    return true;
  const std::string word = to_lower(cell);
  for (const std::string_view mark : {"nan", "na", "n/a", "null", "none", "?", "-"}) {
    if (word == mark)
      return true;
  }
  return false;
}

}  // namespace

void split_cells(std::string_view line, Delimiter delimiter, std::vector<std::string_view>& cells) {
  cells.clear();
  if (delimiter == Delimiter::blanks)
    return split_at_blanks(line, cells);
  const char mark = static_cast<char>(delimiter);
  for (std::size_t start = 0; start <= line.size() && cells.size() < kMostCells;) {
    const std::size_t end = cell_end(line, start, mark);
    cells.push_back(unquoted(line.substr(start, end - start)));
    start = end + 1;
  }
}

bool has_sure_decimal_comma(std::string_view cell) { return parse_sure_decimal_comma(cell).has_value(); }

Cell parse_cell(std::string_view cell, bool commas_are_decimal) {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  auto value = parse_double(cell);
  if (!value && (commas_are_decimal || has_sure_decimal_comma(cell)))
    value = parse_decimal_comma(cell);
  if (value && std::isfinite(*value))
    return {CellKind::number, *value};
  if (value && std::isinf(*value))
    return {CellKind::infinite, *value};
  if (value || is_missing_mark(cell))
    return {CellKind::missing, kMissing};
  if (const auto seconds = clock_seconds(cell))
    return {CellKind::clock, *seconds};
  return {CellKind::text, kMissing};
}

}  // namespace leadwise::io
