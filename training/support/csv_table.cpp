#include "support/csv_table.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "leadwise/utf8.hpp"

namespace leadwise::training {
namespace {

struct Fields {
  std::vector<std::string> texts{1};
  bool open_quote = false;
};

Fields split_fields(std::string_view line) {
  Fields fields;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool doubled = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
    if (doubled)
      fields.texts.back().push_back(line[i++]);
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      fields.texts.emplace_back();
    else
      fields.texts.back().push_back(line[i]);
  }
  fields.open_quote = quoted;
  return fields;
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

}  // namespace

Result<TableReader> TableReader::open(std::istream& stream, const std::vector<std::string>& required) {
  TableReader reader(stream);
  std::string line;
  take_line(stream, line);
  if (auto checked = check_encoding(line, 1); !checked)
    return tl::unexpected(checked.error());
  reader.columns_ = split_fields(without_mark(line)).texts;
  const std::set<std::string> names(reader.columns_.begin(), reader.columns_.end());
  for (const auto& name : required)
    if (!names.contains(name))
      return fail(ErrorCode::InvalidHeader, "the table has no column \"" + name + "\"");
  for (const auto& name : names)
    if (std::count(reader.columns_.begin(), reader.columns_.end(), name) > 1)
      return fail(ErrorCode::InvalidHeader, "the table has two columns \"" + name + "\"");
  return reader;
}

Result<bool> TableReader::next(TableRow& row) {
  std::string line;
  do {
    if (!take_line(*stream_, line))
      return false;
    ++line_number_;
  } while (line.empty());
  if (auto checked = check_encoding(line, line_number_); !checked)
    return tl::unexpected(checked.error());
  auto fields = split_fields(line);
  const auto where = "line " + std::to_string(line_number_) + " of the table ";
  if (fields.open_quote)
    return fail(ErrorCode::InvalidHeader, where + "has a quote that is not closed");
  if (fields.texts.size() != columns_.size())
    return fail(ErrorCode::InvalidHeader, where + "has " + std::to_string(fields.texts.size()) +
                                              " fields, its header " + std::to_string(columns_.size()));
  for (std::size_t i = 0; i < columns_.size(); ++i)
    row[columns_[i]] = std::move(fields.texts[i]);
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
