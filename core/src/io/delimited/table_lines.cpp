#include "delimited/table_lines.hpp"

#include <algorithm>
#include <array>

#include "delimited/delimited_column.hpp"
#include "delimited/delimited_names.hpp"
#include "text/statement_keys.hpp"
#include "text/time_unit.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

// Spreadsheets end every line with a delimiter where one line once had a cell more.
void drop_last_empty_cell(SplitLine& line) {
  line.last_cell_empty = line.cells.size() > 1 && line.cells.back().empty();
  if (line.last_cell_empty)
    line.cells.pop_back();
}

SplitLine split(const TextLine& line, Delimiter delimiter) {
  SplitLine result{line, {}, 0, 0, false};
  split_cells(line.text, delimiter, result.cells);
  drop_last_empty_cell(result);
  for (const std::string_view cell : result.cells) {
    const CellKind kind = parse_cell(cell, delimiter != Delimiter::comma).kind;
    if (kind == CellKind::number)
      ++result.numbers;
    if (kind == CellKind::text)
      ++result.texts;
  }
  return result;
}

void join_first_words(SplitLine& line, const SplitLine& below) {
  if (line.cells.size() < 2 || line.cells.size() != below.cells.size() + 1 || line.numbers > 0)
    return;
  const std::string_view first = line.cells[0], second = line.cells[1];
  const std::string_view both(first.data(), static_cast<std::size_t>(second.data() - first.data()) + second.size());
  const ColumnRole role = parse_column_heading(both).role;
  if (role != ColumnRole::time && role != ColumnRole::sample_index)
    return;
  line.cells.erase(line.cells.begin());
  line.cells.front() = both;
  line.texts = line.cells.size();
}

bool is_telling_unit(std::string_view cell) {
  const std::string_view unit = bare_unit(cell);
  return units_per_millivolt(unit) || seconds_per(unit) || is_clock_pattern(unit);
}

// A lead, a time, a sample number, or a name with its unit ("ECG (mV)").
bool is_surely_a_name(std::string_view cell) {
  const ColumnHeading heading = parse_column_heading(cell);
  return is_known_heading(heading) || (heading.units_per_millivolt && !heading.unit.empty() && !heading.label.empty());
}

}  // namespace

std::vector<SplitLine> split_lines(const std::vector<TextLine>& lines, Delimiter delimiter) {
  std::vector<SplitLine> result;
  for (const TextLine& line : lines)
    result.push_back(split(line, delimiter));
  for (std::size_t i = 0; delimiter == Delimiter::blanks && i + 1 < result.size(); ++i)
    join_first_words(result[i], result[i + 1]);
  return result;
}

bool is_number_row(const SplitLine& line) { return line.numbers > 0 && line.texts == 0; }

bool names_known_columns(const SplitLine& line) {
  if (line.texts == 0 || names_columns(line.line.text))
    return false;
  return std::any_of(line.cells.begin(), line.cells.end(),
                     [](std::string_view cell) { return is_known_heading(parse_column_heading(cell)); });
}

bool are_listed_units(const SplitLine& line) {
  constexpr std::array<std::string_view, 9> kOtherUnits = {"mmhg", "bpm", "nu", "adu", "%", "c", "ohm", "-", ""};
  return std::all_of(line.cells.begin(), line.cells.end(), [&](std::string_view cell) {
    return is_telling_unit(cell) || bare_unit(cell).size() < cell.size() ||
           std::find(kOtherUnits.begin(), kOtherUnits.end(), to_lower(cell)) != kOtherUnits.end();
  });
}

bool is_units_row(const SplitLine& line) {
  // Nobody can list what programs write beside times and voltages ("no_units", "a.u.", "local_flux").
  const auto may_be_unit = [](std::string_view cell) { return is_telling_unit(cell) || !is_surely_a_name(cell); };
  return line.numbers == 0 && std::all_of(line.cells.begin(), line.cells.end(), may_be_unit) &&
         std::any_of(line.cells.begin(), line.cells.end(), is_telling_unit);
}

bool is_statement(const SplitLine& line) {
  const std::string_view first = line.cells.front();
  const std::string key = key_letters(first);
  return is_rate_key(key) || is_unit_key(key) || names_columns(line.line.text) ||
         (!first.empty() && (first.back() == ':' || first.back() == '='));
}

}  // namespace leadwise::io
