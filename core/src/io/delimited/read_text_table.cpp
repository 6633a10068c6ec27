#include <algorithm>
#include <cmath>
#include <string>

#include "delimited/acq_channels.hpp"
#include "delimited/delimited_names.hpp"
#include "delimited/delimited_rate.hpp"
#include "delimited/labchart_lines.hpp"
#include "delimited/text_table.hpp"
#include "text/assumed_leads.hpp"
#include "text/statement_keys.hpp"
#include "text/time_unit.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

/// Fewer whole numbers may rise by one anywhere.
constexpr std::size_t kFewestCounts = 32;

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

// Columns without headings that hold no words, in order.
std::vector<std::size_t> columns_of_numbers(const TableColumns& columns) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].content != CellKind::text)
      numbers.push_back(i);
  }
  return numbers;
}

std::vector<LeadLabel> leads_in_unknown_order(std::size_t count, std::string_view why, EcgRecord& record) {
  std::vector<LeadLabel> labels(count);
  for (std::size_t i = 0; i < count; ++i)
    labels[i].label = std::to_string(i + 1);
  record.notes.push_back(
      {ErrorCode::InvalidHeader,
       "the columns have no headings, and a line that " + std::string(why) +
           "; they are numbered and none is taken as a lead"});
  return labels;
}

void note_first_is_time(EcgRecord& record) {
  record.notes.push_back({ErrorCode::InvalidHeader, "the first column has no heading and was taken as time"});
}

// A counter of few bits begins anew again and again, and a packet may be lost.
bool counts_samples(const std::vector<double>& values) {
  std::size_t steps_of_one = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != std::trunc(values[i]))
      return false;
    if (i > 0 && values[i] - values[i - 1] == 1.0)
      ++steps_of_one;
  }
  return values.size() >= kFewestCounts && 10 * steps_of_one >= 9 * (values.size() - 1);
}

// The role of a first column without heading; nullopt where it may be an ECG.
std::optional<ColumnRole> role_of_first(const std::vector<double>& values, EcgRecord& record) {
  if (rises_evenly(values)) {
    note_first_is_time(record);
    return ColumnRole::time;
  }
  if (!counts_samples(values))
    return std::nullopt;
  record.notes.push_back(
      {ErrorCode::InvalidHeader, "the first column has no heading, counts the samples and was taken for no lead"});
  return ColumnRole::sample_index;
}

std::vector<LeadLabel> name_columns(std::size_t count, std::span<const std::string_view> preface, EcgRecord& record) {
  if (count == kLeadCount && name_leads_in_other_order(preface))
    return leads_in_unknown_order(count, "names leads does not fit them", record);
  if (count == kLeadCount && std::any_of(preface.begin(), preface.end(), tells_of_columns))
    return leads_in_unknown_order(count, "tells of columns names no leads", record);
  return assume_leads(count, "columns", record);
}

// Columns without headings: a first one that counts is no ECG.
std::vector<ColumnHeading> assume_headings(const TextTable& table, std::span<const std::string_view> preface,
                                           EcgRecord& record) {
  const std::vector<std::size_t> numbers = columns_of_numbers(table.columns);
  std::vector<ColumnHeading> headings(table.columns.size());
  for (std::size_t i = 0; i < headings.size(); ++i)
    headings[i].label = std::to_string(i + 1);
  std::size_t first = 0;
  const auto role = numbers.size() > 1 ? role_of_first(table.columns[numbers.front()].values, record) : std::nullopt;
  if (role) {
    headings[numbers.front()].role = *role;
    first = 1;
  }
  const std::size_t count = numbers.size() - first;
  std::vector<LeadLabel> labels = name_columns(count, preface, record);
  for (std::size_t i = 0; i < count; ++i) {
    headings[numbers[first + i]].lead = labels[i].lead;
    headings[numbers[first + i]].label = std::move(labels[i].label);
  }
  return headings;
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

// Digital inputs of OpenSignals ("DI" is no lead I): columns that are none of the sensors that the line of JSON labels.
void leave_out_inputs(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings,
                      EcgRecord& record) {
  std::vector<std::string_view> sensors;
  for (const std::string_view line : preface) {
    if (const auto labels = json_list(line, "label"))
      split_cells(*labels, Delimiter::comma, sensors);
  }
  for (ColumnHeading& heading : headings) {
    const bool sensor = std::find(sensors.begin(), sensors.end(), heading.label) != sensors.end();
    if (sensors.empty() || sensor || heading.role != ColumnRole::voltage)
      continue;
    heading.role = ColumnRole::text;
    record.notes.push_back(
        {ErrorCode::NoEcgChannel, "column " + quoted(heading.label) + " was left out: it is none of the sensors"});
  }
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
  const auto names = find_names(preface, table.columns.size(), first_is_time);
  if (!names)
    return assume_headings(table, preface, record);
  auto headings = parse_headings(table.layout, *names);
  if (headings)
    leave_out_inputs(preface, *headings, record);
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
  if (auto settled = settle_columns(file, table, record); !settled)
    return tl::unexpected(settled.error());
  return table;
}

}  // namespace leadwise::io
