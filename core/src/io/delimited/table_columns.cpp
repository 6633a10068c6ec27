#include <algorithm>
#include <cmath>
#include <string>

#include "delimited/delimited_rate.hpp"
#include "delimited/text_table.hpp"

namespace leadwise::io {
namespace {

// Half a day: times of day that fall by more than this went past midnight.
constexpr double kHalfDayS = 43200.0;
constexpr double kDayS = 86400.0;

bool is_voltage(const ColumnHeading& heading) { return heading.lead || heading.units_per_millivolt; }

bool falls_nowhere(const std::vector<double>& values) {
  return std::adjacent_find(values.begin(), values.end(), [](double a, double b) { return !(b >= a); }) == values.end();
}

bool repeats(const std::vector<double>& values) {
  return std::adjacent_find(values.begin(), values.end()) != values.end();
}

void go_on_past_midnight(std::vector<double>& seconds) {
  double days_s = 0.0, before = 0.0;
  for (double& value : seconds) {
    if (value + kHalfDayS < before)
      days_s += kDayS;
    before = value;
    value += days_s;
  }
}

void leave_out(ColumnHeading& heading, const std::string& why, EcgRecord& record) {
  heading.role = ColumnRole::text;
  record.notes.push_back({ErrorCode::NoEcgChannel, "column " + quoted(heading.label) + " was left out: " + why});
}

bool has_time(const TextTable& table) {
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].role == ColumnRole::time && table.columns[i].content != CellKind::text)
      return true;
  }
  return false;
}

void take_as_time(ColumnHeading& heading, EcgRecord& record) {
  heading.role = ColumnRole::time;
  record.notes.push_back(
      {ErrorCode::InvalidHeader, "column " + quoted(heading.label) + " rises evenly and was taken as time"});
}

// Times of day that are coarser than the samples ("10:00:00" in 500 rows) give no rate and contradict none.
void settle_clock(ColumnHeading& heading, TableColumn& column, bool other_times, EcgRecord& record) {
  go_on_past_midnight(column.values);
  if (heading.role == ColumnRole::time) {
    if (falls_nowhere(column.values) && repeats(column.values))
      leave_out(heading, "its times are coarser than the samples", record);
  } else if (heading.role != ColumnRole::sample_index && !other_times && rises_evenly(column.values)) {
    take_as_time(heading, record);
  } else {
    leave_out(heading, "it holds times of day", record);
  }
}

// The first column of numbers that are no sample numbers.
std::size_t first_column(const TextTable& table) {
  std::size_t i = 0;
  while (i < table.headings.size() &&
         (table.headings[i].role == ColumnRole::text || table.headings[i].role == ColumnRole::sample_index))
    ++i;
  return i;
}

bool may_be_time(const ColumnHeading& heading) {
  if (heading.role == ColumnRole::other_quantity)
    return heading.seconds_per_unit.has_value();
  return heading.role == ColumnRole::voltage && !is_voltage(heading);
}

bool has_voltage_behind(const TextTable& table, std::size_t column) {
  return std::any_of(table.headings.begin() + static_cast<std::ptrdiff_t>(column) + 1, table.headings.end(),
                     [](const ColumnHeading& heading) { return heading.role == ColumnRole::voltage; });
}

// A first column under a word nobody foresaw that rises evenly is no ECG.
void settle_first_column(TextTable& table, EcgRecord& record) {
  const std::size_t first = first_column(table);
  if (first == table.headings.size() || !has_voltage_behind(table, first))
    return;
  ColumnHeading& heading = table.headings[first];
  if (!may_be_time(heading) || !rises_evenly(table.columns[first].values))
    return;
  if (!has_time(table))
    take_as_time(heading, record);
  else if (heading.role == ColumnRole::voltage)
    leave_out(heading, "it rises evenly, and another column holds the times", record);
}

// Beside times the only other column is what was sampled, whatever it is called ("timestamp,sample" of Movesense): numbers
// of samples do not fall.
void take_samples_as_voltage(TextTable& table) {
  const bool voltage = std::any_of(table.headings.begin(), table.headings.end(), [](const ColumnHeading& heading) {
    return heading.role == ColumnRole::voltage || heading.role == ColumnRole::other_quantity;
  });
  if (voltage || table.headings.size() != 2 || !has_time(table))
    return;
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].role == ColumnRole::sample_index && table.columns[i].content == CellKind::number &&
        !falls_nowhere(table.columns[i].values))
      table.headings[i].role = ColumnRole::voltage;
  }
}

// A first row that a device took long before the others (Shimmer) says nothing of their rate.
void drop_row_before_gap(TextTable& table, EcgRecord& record) {
  constexpr std::size_t kFewestRows = 10;
  const std::size_t first = first_column(table);
  if (first == table.headings.size() || table.columns[first].values.size() < kFewestRows ||
      (table.headings[first].role != ColumnRole::time && !table.headings[first].seconds_per_unit))
    return;
  const std::span<const double> times = table.columns[first].values;
  if (first_uneven(times) != 1 || !rises_evenly(times.subspan(1)) || !(times[1] - times[0] > times[2] - times[1]))
    return;
  leave_out_first_row(table);
  record.notes.push_back({ErrorCode::InvalidHeader,
                          "the first row was left out: a gap stands between its time and all others, which rise "
                          "evenly"});
}

}  // namespace

void leave_out_first_row(TextTable& table) {
  for (TableColumn& column : table.columns)
    column.values.erase(column.values.begin());
  ++table.rows_left_out;
}

Result<void> settle_columns(std::string_view file, TextTable& table, EcgRecord& record) {
  take_samples_as_voltage(table);
  drop_row_before_gap(table, record);
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    ColumnHeading& heading = table.headings[i];
    TableColumn& column = table.columns[i];
    const bool words = column.content == CellKind::text, clock = column.content == CellKind::clock;
    if ((words || clock) && is_voltage(heading))
      return no_number(file, column);
    if (words)
      leave_out(heading, "it holds text", record);
    else if (clock)
      settle_clock(heading, column, has_time(table), record);
  }
  settle_first_column(table, record);
  return {};
}

}  // namespace leadwise::io
