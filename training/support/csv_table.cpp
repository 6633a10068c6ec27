#include "support/csv_table.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sstream>

#include "leadwise/utf8.hpp"

namespace leadwise::training {
namespace {

/// A quote that is never closed would else take the rest of a table of gigabytes into memory.
constexpr std::size_t kLongestRow = std::size_t{1} << 20;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// A row's fields, taken apart as they come. A quote opens a field where nothing but blanks stands before it; anywhere else, as in
/// a monitor of 6", it is a character like others.
class Fields {
 public:
  explicit Fields(char separator) : separator_(separator) {}

  void take(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool doubled = is_open() && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
      if (doubled)
        texts_.back().push_back(line[i++]);
      else if (is_open())
        take_quoted(line[i]);
      else
        take_bare(line[i]);
    }
  }

  bool is_open() const { return place_ == Place::in_quotes; }
  /// Text stands behind a closing quote: whoever wrote it may have meant another one to close.
  bool is_odd() const { return is_odd_; }
  std::vector<std::string> texts() && { return std::move(texts_); }

 private:
  enum class Place { at_start, in_text, in_quotes, behind_quotes };

  void take_quoted(char c) {
    if (c == '"')
      place_ = Place::behind_quotes;
    else
      texts_.back().push_back(c);
  }

  void take_bare(char c) {
    if (c == separator_) {
      texts_.emplace_back();
      place_ = Place::at_start;
    } else if (c == '"' && place_ == Place::at_start) {
      texts_.back().clear();
      place_ = Place::in_quotes;
    } else {
      texts_.back().push_back(c);
      is_odd_ |= place_ == Place::behind_quotes && !is_blank(c);
      place_ = place_ == Place::at_start && !is_blank(c) ? Place::in_text : place_;
    }
  }

  char separator_;
  std::vector<std::string> texts_{1};
  Place place_ = Place::at_start;
  bool is_odd_ = false;
};

std::vector<std::string> split_fields(std::string_view line, char separator) {
  Fields fields(separator);
  fields.take(line);
  return std::move(fields).texts();
}

/// Blanks around a text that nobody sees would make two patients of one.
void trim(std::string& text) {
  constexpr const char* kBlanks = " \t";
  text.erase(0, std::min(text.size(), text.find_first_not_of(kBlanks)));
  text.erase(text.find_last_not_of(kBlanks) + 1);
}

bool take_line(std::istream& stream, std::string& line) {
  if (!std::getline(stream, line))
    return false;
  if (!line.empty() && line.back() == '\r')
    line.pop_back();
  return true;
}

/// Names in another encoding could be written into no card, and two patients' might become one.
Result<void> check_encoding(std::string_view line, std::uint64_t number) {
  if (is_utf8(line))
    return {};
  return fail(ErrorCode::InvalidHeader,
              "line " + std::to_string(number) + " of the table is not UTF-8: save it as UTF-8");
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
  return text.starts_with(kUtf8Mark) ? text.substr(kUtf8Mark.size()) : text;
}

/// What parts the most columns: spreadsheets write semicolons where a comma is in numbers.
char separator_of(std::string_view header) {
  constexpr std::array kSeparators = {',', ';', '\t'};
  return *std::max_element(kSeparators.begin(), kSeparators.end(), [&](char a, char b) {
    return split_fields(header, a).size() < split_fields(header, b).size();
  });
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Error missing_column(const std::string& name, const std::vector<std::string>& columns) {
  std::string message = "the table has no column \"" + name + "\"";
  for (const auto& column : columns)
    if (lower_case(column) == name)
      message += ": \"" + column + "\" is written \"" + name + "\"";
  return {ErrorCode::InvalidHeader, message};
}

bool all_empty(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [](const std::string& text) { return text.empty(); });
}

}  // namespace

bool TableReader::take_row(std::vector<std::string>& texts, bool& open_quote, std::string& line) {
  if (!take_line(*stream_, line))
    return false;
  line_number_ = ++lines_taken_;
  Fields fields(separator_);
  fields.take(line);
  for (std::string more; fields.is_open() && line.size() < kLongestRow && take_line(*stream_, more);) {
    ++lines_taken_;
    fields.take('\n' + more);
    line += '\n' + more;
  }
  // A quote over several lines that ends within a text was closed by one that was meant to open another field.
  open_quote = fields.is_open() || (fields.is_odd() && line_number_ != lines_taken_);
  texts = std::move(fields).texts();
  for (auto& text : texts)
    trim(text);
  return true;
}

/// The header's line, and how it parts its columns: spreadsheets may say that in a line before it.
Result<std::string> TableReader::take_header() {
  std::string line;
  take_line(*stream_, line);
  line = without_mark(line);
  constexpr std::string_view kStatement = "sep=";
  const bool is_stated = line.starts_with(kStatement) && line.size() == kStatement.size() + 1;
  if (is_stated) {
    separator_ = line.back();
    take_line(*stream_, line);
    line_number_ = lines_taken_ = 2;
  }
  if (auto checked = check_encoding(line, line_number_); !checked)
    return tl::unexpected(checked.error());
  if (line.find('\r') != std::string::npos)
    return fail(ErrorCode::InvalidHeader,
                "the table's lines end in a carriage return alone: save it as CSV with another kind of line ends");
  if (!is_stated)
    separator_ = separator_of(line);
  return line;
}

Result<TableReader> TableReader::open(std::istream& stream, const std::vector<std::string>& required) {
  TableReader reader(stream);
  const auto header = reader.take_header();
  if (!header)
    return tl::unexpected(header.error());
  reader.columns_ = split_fields(*header, reader.separator_);
  for (auto& column : reader.columns_)
    trim(column);
  const std::set<std::string> names(reader.columns_.begin(), reader.columns_.end());
  for (const auto& name : required)
    if (!names.contains(name))
      return tl::unexpected(missing_column(name, reader.columns_));
  for (const auto& name : names)
    if (std::count(reader.columns_.begin(), reader.columns_.end(), name) > 1)
      return fail(ErrorCode::InvalidHeader, "the table has two columns \"" + name + "\"");
  return reader;
}

Result<bool> TableReader::next(TableRow& row) {
  std::vector<std::string> texts;
  std::string line;
  bool open_quote = false;
  do {
    if (!take_row(texts, open_quote, line))
      return false;
  } while (all_empty(texts) && !open_quote);
  if (auto checked = check_encoding(line, line_number_); !checked)
    return tl::unexpected(checked.error());
  const auto where = "line " + std::to_string(line_number_) + " of the table ";
  if (open_quote)
    return fail(ErrorCode::InvalidHeader, where + "has a quote that is not closed");
  if (texts.size() != columns_.size())
    return fail(ErrorCode::InvalidHeader, where + "has " + std::to_string(texts.size()) + " fields, its header " +
                                              std::to_string(columns_.size()));
  for (std::size_t i = 0; i < columns_.size(); ++i)
    row[columns_[i]] = std::move(texts[i]);
  return true;
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"')
      quoted += '"';
    // A field goes on in no other line: many programs read a line at a time.
    quoted += c == '\n' || c == '\r' ? ' ' : c;
  }
  return quoted + '"';
}

Result<std::vector<TableRow>> read_table(std::string_view text, const std::vector<std::string>& required) {
  std::istringstream stream{std::string(text)};
  auto reader = TableReader::open(stream, required);
  if (!reader)
    return tl::unexpected(reader.error());
  std::vector<TableRow> rows;
  for (TableRow row;;) {
    const auto more = reader->next(row);
    if (!more)
      return tl::unexpected(more.error());
    if (!*more)
      return rows;
    rows.push_back(row);
  }
}

}  // namespace leadwise::training
