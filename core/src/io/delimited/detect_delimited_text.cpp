#include <algorithm>

#include "delimited/delimited_cells.hpp"
#include "delimited/delimited_column.hpp"
#include "delimited/delimited_layout.hpp"
#include "delimited/read_delimited_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kRowsToJudgeBy = 20;

bool is_voltage_heading(std::string_view heading) {
  const ColumnHeading column = parse_column_heading(heading);
  return column.lead || (!column.unit.empty() && column.units_per_millivolt);
}

bool is_voltage_unit(std::string_view unit) { return units_per_millivolt(bare_unit(unit)).has_value(); }

/// Leads and voltages among the headings settle it, unless they are a few words in a row of text.
bool names_voltages(const TableLayout& layout) {
  const auto voltages = std::max(std::count_if(layout.headings.begin(), layout.headings.end(), is_voltage_heading),
                                 std::count_if(layout.units.begin(), layout.units.end(), is_voltage_unit));
  return voltages > 0 && 4 * static_cast<std::size_t>(voltages) >= layout.headings.size();
}

/// A table of patients or files also has columns of numbers; a recording has hardly a cell of anything else, unless it
/// is damaged, and the reader then says where.
bool holds_samples(std::string_view file, const TableLayout& layout) {
  if (names_voltages(layout))
    return true;
  TextLines lines(file.substr(static_cast<std::size_t>(layout.first_row_offset)));
  std::vector<std::string_view> cells;
  std::size_t cell_count = 0, text_count = 0;
  TextLine line;
  for (std::size_t row = 0; row < kRowsToJudgeBy && lines.next(line); ++row) {
    split_cells(line.text, layout.delimiter, cells);
    cell_count += cells.size();
    for (const std::string_view cell : cells) {
      const CellKind kind = parse_cell(cell, layout.commas_are_decimal).kind;
      if (kind == CellKind::text || kind == CellKind::clock)
        ++text_count;
    }
  }
  return 5 * text_count <= cell_count;
}

}  // namespace

bool is_delimited_text(const FileBytes& file) {
  if (!is_text(file.bytes))
    return false;
  const std::string_view text = as_text(file.bytes);
  const auto table = find_table(text);
  return table && holds_samples(text, *table);
}

}  // namespace leadwise::io
