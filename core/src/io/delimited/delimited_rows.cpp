#include "delimited/delimited_rows.hpp"

#include <algorithm>
#include <string>

namespace leadwise::io {
namespace {

std::string in_line(const TextLine& line) { return "text table, line " + std::to_string(line.number) + ": "; }

bool is_row(const TextLine& line, const TableLayout& layout) {
  const std::string_view text = trim(line.text);
  return line.offset >= layout.first_row_offset && !text.empty() && !is_comment(text) && text != "\x1A";
}

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

tl::unexpected<Error> bad_cell(std::string_view file, std::uint64_t line, std::string_view cell, std::string_view why) {
  return fail(ErrorCode::InvalidSample,
              "text table, line " + std::to_string(line) + ": " + quoted(cell) + std::string(why),
              offset_in(file, cell));
}

// Times of day among words are words.
CellKind common_content(CellKind column, CellKind cell) {
  if (cell == CellKind::missing || column == cell)
    return column;
  return column == CellKind::missing ? cell : CellKind::text;
}

Result<void> add_cell(std::string_view file, const TextLine& line, std::string_view cell, const Cell& read,
                      TableColumn& column) {
  if (read.kind == CellKind::infinite)
    return bad_cell(file, line.number, cell, " is infinite");
  const bool first = column.content == CellKind::missing && read.kind != CellKind::missing;
  const bool among_numbers = column.content == CellKind::number && read.kind != CellKind::missing;
  if (among_numbers && read.kind != CellKind::number)
    return bad_cell(file, line.number, cell, " is no number");
  if (read.kind == CellKind::number && !first && !among_numbers)
    return no_number(file, column);
  if (first) {
    column.first_cell = cell;
    column.first_line = line.number;
  }
  column.content = common_content(column.content, read.kind);
  column.values.push_back(read.value);
  return {};
}

}  // namespace

tl::unexpected<Error> no_number(std::string_view file, const TableColumn& column) {
  return bad_cell(file, column.first_line, column.first_cell, " is no number");
}

bool last_cell_is_sample(std::string_view file, const TableLayout& layout) {
  bool full_but_for_last = false;
  std::vector<std::string_view> cells;
  TextLines lines(file);
  for (TextLine line; layout.empty_cell_behind && lines.next(line);) {
    if (!is_row(line, layout))
      continue;
    split_cells(line.text, layout.delimiter, cells);
    if (cells.size() != layout.column_count + 1)
      continue;
    if (!cells.back().empty())
      return true;
    full_but_for_last = full_but_for_last || std::count(cells.begin(), cells.end(), std::string_view()) == 1;
  }
  return layout.empty_cell_behind && !full_but_for_last;
}

std::uint64_t table_row_offset(std::string_view file, const TableLayout& layout, std::size_t row) {
  TextLines lines(file);
  for (TextLine line; lines.next(line);) {
    if (is_row(line, layout) && row-- == 0)
      return line.offset;
  }
  return layout.first_row_offset;
}

Result<TableColumns> read_table_rows(std::string_view file, const TableLayout& layout) {
  TableColumns columns(layout.column_count);
  std::vector<std::string_view> cells;
  TextLines lines(file);
  for (TextLine line; lines.next(line);) {
    if (!is_row(line, layout))
      continue;
    split_cells(line.text, layout.delimiter, cells);
    if (auto checked = check_width(file, line, cells, columns.size()); !checked)
      return tl::unexpected(checked.error());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Cell cell = parse_cell(cells[i], layout.commas_are_decimal);
      if (auto added = add_cell(file, line, cells[i], cell, columns[i]); !added)
        return tl::unexpected(added.error());
    }
  }
  if (columns.front().values.empty())
    return fail(ErrorCode::TruncatedData, "text table: no rows of numbers", file.size());
  return columns;
}

}  // namespace leadwise::io
