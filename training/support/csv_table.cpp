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

struct Fields {
  std::vector<std::string> texts{1};
  bool open_quote = false;
};

Fields split_fields(std::string_view line, char separator) {
  Fields fields;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool doubled = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
    if (doubled)
      fields.texts.back().push_back(line[i++]);
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == separator && !quoted)
      fields.texts.emplace_back();
    else
      fields.texts.back().push_back(line[i]);
  }
  fields.open_quote = quoted;
  return fields;
}

/// Quotes that stand for themselves come in pairs.
bool has_odd_quotes(std::string_view line) { return std::count(line.begin(), line.end(), '"') % 2 != 0; }

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
    return split_fields(header, a).texts.size() < split_fields(header, b).texts.size();
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
  // Only quotes are counted until the row is whole: taken apart anew for each of its lines, a quote that is never closed would take hours.
  bool open = has_odd_quotes(line);
  for (std::string more; open && line.size() < kLongestRow && take_line(*stream_, more);) {
    ++lines_taken_;
    line += '\n' + more;
    open = open != has_odd_quotes(more);
  }
  auto fields = split_fields(line, separator_);
  open_quote = fields.open_quote;
  texts = std::move(fields.texts);
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
  reader.columns_ = split_fields(*header, reader.separator_).texts;
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
