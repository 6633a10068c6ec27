#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "delimited/delimited_layout.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// The numbers of a table, column by column, all of one length > 0; NaN where a cell is missing.
using TableColumns = std::vector<std::vector<double>>;

/// Reads every row of the table. Errors, with line number and byte offset: InvalidSample (text or an infinite number in
/// a cell, a row of another length), TruncatedData (no rows).
Result<TableColumns> read_table_rows(std::string_view file, const TableLayout& layout);

}  // namespace leadwise::io
