#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "delimited/delimited_cells.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {

/// A line of the part in which a table must begin, split one way.
struct SplitLine {
  TextLine line;
  std::vector<std::string_view> cells;
  std::size_t numbers = 0;
  /// Times of day are neither numbers nor texts.
  std::size_t texts = 0;
  /// Whether an empty last cell was dropped: a missing sample or nothing.
  bool last_cell_empty = false;
};

/// Splits lines at a delimiter. In a table of blanks a name of two words ("Elapsed time", "sample #") in front of a row with
/// a cell less is one cell.
std::vector<SplitLine> split_lines(const std::vector<TextLine>& lines, Delimiter delimiter);

bool is_number_row(const SplitLine& line);

/// True where a cell is a standard lead, a time or a sample number.
bool names_known_columns(const SplitLine& line);

/// True for a row like "s,mV,no_units" or "(seconds) (mV) (mmHg)": a unit of time or voltage is among its words, and no
/// word is surely the name of a column.
bool is_units_row(const SplitLine& line);
/// True where every word of such a row is a known unit or stands in brackets: it needs no known names above it.
bool are_listed_units(const SplitLine& line);

/// True where the line states something of the table ("Unit,mV", "Range=<tab>10 mV") and heads no columns.
bool is_statement(const SplitLine& line);

}  // namespace leadwise::io
