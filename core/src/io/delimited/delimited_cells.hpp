#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// The character between the cells of a text table; a space stands for any run of blanks.
enum class Delimiter : char { semicolon = ';', tab = '\t', comma = ',', blanks = ' ' };

/// Far more columns than any table that is accepted; bounds what one endless line costs.
inline constexpr std::size_t kMostCells = 1024;

/// Splits a line into cells, blanks and enclosing quotes removed; a delimiter inside quotes belongs to its cell.
/// `cells` is cleared first; the views point into `line`. Stops at kMostCells.
void split_cells(std::string_view line, Delimiter delimiter, std::vector<std::string_view>& cells);

enum class CellKind { number, missing, infinite, text };

struct Cell {
  CellKind kind = CellKind::text;
  /// NaN where missing.
  double value = 0.0;
};

/// Reads a cell: a number, a mark of a missing sample ("", "nan", "na", "n/a", "null", "none", "?", "-"), or text. A
/// decimal comma is understood where commas do not separate the cells.
Cell parse_cell(std::string_view cell, Delimiter delimiter);

}  // namespace leadwise::io
