#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "delimited/delimited_column.hpp"
#include "delimited/delimited_layout.hpp"
#include "delimited/delimited_rows.hpp"
#include "delimited/delimited_statements.hpp"
#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::io {

// A table on its way to a record.
struct TextTable {
  TableLayout layout;
  TableStatements statements;
  TableColumns columns;
  /// One for each column.
  std::vector<ColumnHeading> headings;
  /// How many rows at the front of the table hold no samples and are not among the columns.
  std::size_t rows_left_out = 0;

  /// Where a row of the columns begins in the file, from 0 on.
  std::uint64_t place_of_row(std::string_view file, std::size_t row) const {
    return table_row_offset(file, layout, rows_left_out + row);
  }
};

/// Reads the table in a text, with what it says of its columns; what had to be supposed is noted in `record`. Errors as
/// read_record.
Result<TextTable> read_text_table(std::string_view file, EcgRecord& record);

/// Takes the first row out of all columns.
void leave_out_first_row(TextTable& table);

/// Settles what the columns are from what they hold: times of day, text, and times under an unknown name; leaves out a
/// first row before a gap in the times. Notes what was left out or supposed. Errors: InvalidSample where a lead holds no numbers.
Result<void> settle_columns(std::string_view file, TextTable& table, EcgRecord& record);

/// Sets the record's rate from times, statements or `options`. Errors: InvalidHeader, SamplingRateRequired.
Result<void> set_table_rate(std::string_view file, const TextTable& table, const ReadOptions& options,
                            EcgRecord& record);

}  // namespace leadwise::io
