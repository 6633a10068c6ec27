#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "delimited/delimited_layout.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// A column as its cells are written.
struct TableColumn {
  /// One for each row; NaN where a cell is missing or text. Times of day are in seconds.
  std::vector<double> values;
  /// What all cells hold that are not missing; `missing` where every cell is.
  CellKind content = CellKind::missing;
  /// The first cell that is not missing, and its line.
  std::string_view first_cell;
  std::uint64_t first_line = 0;
};

/// The columns of a table, all of one length > 0.
using TableColumns = std::vector<TableColumn>;

/// Reads every row of the table. A column holds numbers, times of day or, in no cell a number, text. Errors, with line
/// number and byte offset: InvalidSample (text among numbers, an infinite number, a row of another length),
/// TruncatedData (no rows).
Result<TableColumns> read_table_rows(std::string_view file, const TableLayout& layout);

/// Whether the empty cell behind the first row of a table without headings is a missing sample, not what a spreadsheet pads
/// its lines with: a row below has a sample there, or other samples are missing in every row.
bool last_cell_is_sample(std::string_view file, const TableLayout& layout);

/// Where a row of the table begins in the file, from 0 on; where the table begins if there is no such row.
std::uint64_t table_row_offset(std::string_view file, const TableLayout& layout, std::size_t row);

/// InvalidSample for a column that should hold numbers and holds none.
tl::unexpected<Error> no_number(std::string_view file, const TableColumn& column);

}  // namespace leadwise::io
