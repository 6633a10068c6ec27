#include "delimited/acq_channels.hpp"

#include <algorithm>
#include <cmath>

#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

// "CH1", "CH40".
bool is_acq_name(std::string_view label) {
  return label.size() > 2 && label.substr(0, 2) == "CH" && parse_unsigned(label.substr(2));
}

// The number of "2 channels"; 0 for any other line.
std::size_t channel_count(std::string_view line) {
  const auto count = parse_unsigned(take_token(line));
  const std::string word = to_lower(trim(line));
  const bool channels = word == "channels" || word == "channel";
  return channels && count && *count <= kMostCells ? static_cast<std::size_t>(*count) : 0;
}

// The lines with names and units behind "2 channels".
std::span<const std::string_view> channel_lines(std::span<const std::string_view> preface, std::size_t count) {
  for (std::size_t i = 0; i < preface.size(); ++i) {
    if (channel_count(preface[i]) == count && preface.size() - i - 1 >= 2 * count)
      return preface.subspan(i + 1, 2 * count);
  }
  return {};
}

bool holds_count(const TableColumn& column) {
  return column.content == CellKind::number && column.values.front() == static_cast<double>(column.values.size() - 1);
}

bool is_row_of_counts(const TextTable& table) {
  bool any = false;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool named = is_acq_name(table.headings[i].label);
    if (named ? !holds_count(table.columns[i]) : !std::isnan(table.columns[i].values.front()))
      return false;
    any = any || named;
  }
  return any;
}

}  // namespace

void name_acq_channels(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings) {
  const auto is_acq = [](const ColumnHeading& heading) { return is_acq_name(heading.label); };
  const auto count = static_cast<std::size_t>(std::count_if(headings.begin(), headings.end(), is_acq));
  auto lines = count > 0 ? channel_lines(preface, count) : std::span<const std::string_view>();
  for (ColumnHeading& heading : headings) {
    if (lines.empty() || !is_acq(heading))
      continue;
    heading = parse_column_heading(std::string(lines[0]) + " (" + std::string(lines[1]) + ')');
    lines = lines.subspan(2);
  }
}

void drop_sample_counts(TextTable& table, EcgRecord& record) {
  if (table.columns.front().values.size() < 2 || !is_row_of_counts(table))
    return;
  leave_out_first_row(table);
  record.notes.push_back(
      {ErrorCode::InvalidHeader, "the first row holds the number of samples of each column and was left out"});
}

}  // namespace leadwise::io
