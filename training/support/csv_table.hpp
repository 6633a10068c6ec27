#pragma once

#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// A row of a table with a header line: column name to text.
using TableRow = std::map<std::string, std::string>;

/// Reads text in columns with a header one row at a time, so that a table of any length costs no memory. Columns are parted
/// by commas, semicolons or tabs, whatever parts the header into the most. Fields may be quoted, "" is a quote inside, and a
/// quoted field may go on in the next line; blanks around a field are no part of it. A quote that does not begin a field is a
/// character like others. A UTF-8 mark at the start is passed over,
/// and so are rows without any text, which spreadsheets leave at the end.
class TableReader {
 public:
  /// Reads the header. `stream` must outlive the reader. Error: InvalidHeader naming a column of `required` that is not
  /// there, or one that is there twice; text that is not UTF-8, or whose lines end in CR alone.
  static Result<TableReader> open(std::istream& stream, const std::vector<std::string>& required);

  /// Reads the next row that is not empty into `row`; false at the end.
  /// Error: InvalidHeader naming the line whose number of fields differs from the header's, or whose quote is not closed.
  Result<bool> next(TableRow& row);

  /// Where the row that was read last begins; the header's is 1, behind a line "sep=;" 2.
  std::size_t line_number() const { return line_number_; }
  const std::vector<std::string>& columns() const { return columns_; }

 private:
  explicit TableReader(std::istream& stream) : stream_(&stream) {}

  bool take_row(std::vector<std::string>& texts, bool& open_quote, std::string& line);
  Result<std::string> take_header();

  std::istream* stream_;
  std::vector<std::string> columns_;
  char separator_ = ',';
  std::size_t line_number_ = 1, lines_taken_ = 1;
};

/// A text as a field between commas, quoted where it must be; its line ends become blanks.
std::string csv_field(const std::string& text);

/// Reads a whole table. Errors: as TableReader.
Result<std::vector<TableRow>> read_table(std::string_view text, const std::vector<std::string>& required);

}  // namespace leadwise::training
