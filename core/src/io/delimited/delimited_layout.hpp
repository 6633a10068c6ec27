#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "delimited/delimited_cells.hpp"
#include "leadwise/error.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {

/// How a text table is laid out.
struct TableLayout {
  Delimiter delimiter = Delimiter::comma;
  /// The headings as written; empty where the table has none.
  std::vector<std::string_view> headings;
  /// The units in a row of their own below the headings; empty where there is none.
  std::vector<std::string_view> units;
  std::size_t column_count = 0;
  /// Whether the first row of a table without headings ends in an empty cell that is not among its columns.
  bool empty_cell_behind = false;
  /// Whether "1,234" is 1.234; as commas do not separate the cells, or other quoted cells tell.
  bool commas_are_decimal = false;
  /// The first row of numbers; everything from here on is data.
  std::uint64_t first_row_offset = 0;
  /// Comments ('#' removed) and other lines in front of the table.
  std::vector<std::string_view> preface;
};

/// True for a line that a table reader passes over: it begins with '#' or '%'.
bool is_comment(std::string_view trimmed_line);

/// Finds the table of numbers in a text: headings with at least one known name, or two rows of numbers of one length,
/// within the first 200 lines, or behind the header of a LABSYSTEM Pro. nullopt where there is none.
std::optional<TableLayout> find_table(std::string_view file);

}  // namespace leadwise::io
