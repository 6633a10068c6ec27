#include <algorithm>
#include <string>

#include "delimited/acq_channels.hpp"
#include "delimited/channel_lines.hpp"
#include "delimited/delimited_names.hpp"
#include "delimited/delimited_rate.hpp"
#include "delimited/labchart_lines.hpp"
#include "delimited/labsystem_lines.hpp"
#include "delimited/opensignals_columns.hpp"
#include "delimited/text_table.hpp"
#include "delimited/unnamed_columns.hpp"
#include "text/statement_keys.hpp"
#include "text/time_unit.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// The heading with the unit that stands below it; one that states its own must not contradict it.
std::optional<ColumnHeading> heading_over_unit(std::string_view name, std::string_view unit_cell) {
  ColumnHeading heading = parse_column_heading(name);
  const std::string_view unit = bare_unit(unit_cell);
  if (unit.empty() || unit == "-")
    return heading;
  if (heading.unit.empty())
    return parse_column_heading(std::string(name) + " [" + std::string(unit) + ']');
  const bool same = heading.unit == unit || (units_per_millivolt(heading.unit) == units_per_millivolt(unit) &&
                                             seconds_per(heading.unit) == seconds_per(unit));
  return same ? std::optional(heading) : std::nullopt;
}

Result<std::vector<ColumnHeading>> parse_headings(const TableLayout& layout, std::span<const std::string_view> names) {
  std::vector<ColumnHeading> headings;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool has_unit = i < layout.units.size();
    auto heading = heading_over_unit(names[i], has_unit ? layout.units[i] : std::string_view());
    if (!heading) {
      return fail(ErrorCode::InvalidHeader,
                  "text table: column " + quoted(names[i]) + " has another unit in the row below",
                  layout.first_row_offset);
    }
    if (heading->label.empty() && i == 0 && heading->role == ColumnRole::voltage && heading->unit.empty())
      heading->role = ColumnRole::sample_index;
    if (heading->label.empty())
      heading->label = std::to_string(i + 1);
    headings.push_back(std::move(*heading));
  }
  return headings;
}

bool states_no_unit(const ColumnHeading& heading) {
  const std::string letters = key_letters(heading.unit);
  return heading.role == ColumnRole::other_quantity && (letters == "nounits" || letters == "adu" || letters == "au");
}

// "no_units" beside voltages is a status; where nothing is a voltage, it is samples before their calibration.
void take_counts_as_voltages(std::vector<ColumnHeading>& headings) {
  const auto is_voltage = [](const ColumnHeading& heading) { return heading.role == ColumnRole::voltage; };
  if (std::any_of(headings.begin(), headings.end(), is_voltage))
    return;
  for (ColumnHeading& heading : headings) {
    if (states_no_unit(heading))
      heading = parse_column_heading(heading.label);
  }
}

// Headings that are numbers name no lead either.
bool headings_are_numbers(const TableLayout& layout) {
  return std::all_of(layout.headings.begin(), layout.headings.end(), [&](std::string_view heading) {
    return parse_cell(heading, layout.commas_are_decimal).kind == CellKind::number;
  });
}

std::vector<std::string_view> lines_before_table(std::string_view file, const TableLayout& layout) {
  std::vector<std::string_view> lines;
  for (const std::string_view line : layout.preface) {
    if (offset_in(file, line) < layout.first_row_offset)
      lines.push_back(line);
  }
  return lines;
}

Result<std::vector<ColumnHeading>> find_headings(std::string_view file, const TextTable& table, EcgRecord& record) {
  if (!headings_are_numbers(table.layout)) {
    auto headings = parse_headings(table.layout, table.layout.headings);
    if (headings)
      take_counts_as_voltages(*headings);
    return headings;
  }
  const std::vector<std::string_view> preface = lines_before_table(file, table.layout);
  const bool first_is_time = table.columns.size() > 1 && rises_evenly(table.columns.front().values);
  auto names = find_names(preface, table.columns.size(), first_is_time);
  if (!names)
    names = names_line_by_line(preface, table.columns.size(), first_is_time);
  if (!names)
    return assume_headings(table, preface, record);
  auto headings = parse_headings(table.layout, *names);
  if (headings)
    leave_out_digital_inputs(preface, *headings, record);
  if (headings && first_is_time && names->front().empty()) {
    headings->front().role = ColumnRole::time;
    note_first_is_time(record);
  }
  return headings;
}

Result<TableLayout> find_layout(std::string_view file) {
  auto layout = find_table(file);
  if (!layout)
    return fail(ErrorCode::UnknownFormat, "the text holds no table of numbers", 0);
  if (last_cell_is_sample(file, *layout))
    ++layout->column_count;
  if (layout->column_count <= kMaxChannels + 1)
    return std::move(*layout);
  return fail(ErrorCode::TooLarge,
              "text table: " + std::to_string(layout->column_count) +
                  " columns; one column a lead and one row a sample are expected",
              layout->first_row_offset);
}

}  // namespace

Result<TextTable> read_text_table(std::string_view file, EcgRecord& record) {
  TextTable table;
  auto layout = find_layout(file);
  if (!layout)
    return tl::unexpected(layout.error());
  table.layout = std::move(*layout);
  auto statements = read_table_statements(file, table.layout.preface);
  if (!statements)
    return tl::unexpected(statements.error());
  table.statements = std::move(*statements);
  auto columns = read_table_rows(file, table.layout);
  if (!columns)
    return tl::unexpected(columns.error());
  table.columns = std::move(*columns);
  auto headings = find_headings(file, table, record);
  if (!headings)
    return tl::unexpected(headings.error());
  table.headings = std::move(*headings);
  drop_sample_counts(table, record);
  name_acq_channels(table.layout.preface, table.headings);
  take_labchart_units(table.layout.preface, table.headings);
  if (auto taken = take_labsystem_ranges(file, table.layout.preface, table.headings); !taken)
    return tl::unexpected(taken.error());
  if (auto settled = settle_columns(file, table, record); !settled)
    return tl::unexpected(settled.error());
  return table;
}

}  // namespace leadwise::io
