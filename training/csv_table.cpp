#include "csv_table.hpp"

#include <algorithm>

namespace leadwise::training {
namespace {

std::vector<std::string> split_fields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool doubled = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
    if (doubled)
      fields.back().push_back(line[i++]);
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      fields.emplace_back();
    else
      fields.back().push_back(line[i]);
  }
  return fields;
}

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (!line.empty() && line.back() == '\r')
    line.remove_suffix(1);
  return line;
}

}  // namespace

Result<std::vector<TableRow>> read_table(std::string_view text, const std::vector<std::string>& required) {
  const auto columns = split_fields(take_line(text));
  for (const auto& name : required)
    if (std::find(columns.begin(), columns.end(), name) == columns.end())
      return fail(ErrorCode::InvalidHeader, "the table has no column \"" + name + "\"");
  std::vector<TableRow> rows;
  for (std::size_t line_number = 2; !text.empty(); ++line_number) {
    const auto line = take_line(text);
    if (line.empty())
      continue;
    const auto fields = split_fields(line);
    if (fields.size() != columns.size())
      return fail(ErrorCode::InvalidHeader, "line " + std::to_string(line_number) + " of the table has " +
                                                std::to_string(fields.size()) + " fields, its header " +
                                                std::to_string(columns.size()));
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i)
      row[columns[i]] = fields[i];
  }
  return rows;
}

}  // namespace leadwise::training
