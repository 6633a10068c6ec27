#include "delimited/delimited_rows.hpp"

#include <string>

namespace leadwise::io {
namespace {

std::string in_line(const TextLine& line) { return "text table, line " + std::to_string(line.number) + ": "; }

Result<void> check_width(std::string_view file, const TextLine& line, std::vector<std::string_view>& cells,
                         std::size_t width) {
  const bool one_empty_more = cells.size() == width + 1 && cells.back().empty();
  if (one_empty_more)
    cells.pop_back();
  if (cells.size() == width)
    return {};
  return fail(
      ErrorCode::InvalidSample,
      in_line(line) + std::to_string(cells.size()) + " cells, the table has " + std::to_string(width) + " columns",
      offset_in(file, line.text));
}

Result<double> read_cell(std::string_view file, const TextLine& line, std::string_view cell, Delimiter delimiter) {
  const Cell read = parse_cell(cell, delimiter);
  if (read.kind == CellKind::number || read.kind == CellKind::missing)
    return read.value;
  const std::string_view why = read.kind == CellKind::infinite ? " is infinite" : " is no number";
  return fail(ErrorCode::InvalidSample, in_line(line) + quoted(cell) + std::string(why), offset_in(file, cell));
}

}  // namespace

Result<TableColumns> read_table_rows(std::string_view file, const TableLayout& layout) {
  TableColumns columns(layout.column_count);
  std::vector<std::string_view> cells;
  TextLines lines(file);
  for (TextLine line; lines.next(line);) {
    const std::string_view text = trim(line.text);
    if (line.offset < layout.first_row_offset || text.empty() || is_comment(text) || text == "\x1A")
      continue;
    split_cells(line.text, layout.delimiter, cells);
    if (auto checked = check_width(file, line, cells, columns.size()); !checked)
      return tl::unexpected(checked.error());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto value = read_cell(file, line, cells[i], layout.delimiter);
      if (!value)
        return tl::unexpected(value.error());
      columns[i].push_back(*value);
    }
  }
  if (columns.front().empty())
    return fail(ErrorCode::TruncatedData, "text table: no rows of numbers", file.size());
  return columns;
}

}  // namespace leadwise::io
