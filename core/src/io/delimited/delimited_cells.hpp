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

/// Splits a line into cells, blanks and enclosing quotes (double or single) removed; a delimiter inside double quotes belongs to its cell.
/// `cells` is cleared first; the views point into `line`. Stops at kMostCells.
void split_cells(std::string_view line, Delimiter delimiter, std::vector<std::string_view>& cells);

enum class CellKind { number, missing, infinite, clock, text };

struct Cell {
  CellKind kind = CellKind::text;
  /// Of a clock the seconds of clock_seconds(); NaN where missing or text.
  double value = 0.0;
};

/// Reads a cell: a number, a mark of a missing sample ("", "nan", "na", "n/a", "null", "none", "?", "-"), a time of day or
/// date with time, or text. A comma is a decimal one where it cannot part thousands ("0,234", "1,5"), elsewhere ("1,234")
/// where `commas_are_decimal`.
Cell parse_cell(std::string_view cell, bool commas_are_decimal);

/// True for a number whose comma cannot part thousands.
bool has_sure_decimal_comma(std::string_view cell);

}  // namespace leadwise::io
