#include "delimited/read_delimited_text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "delimited/labchart_lines.hpp"
#include "delimited/standardised_columns.hpp"
#include "delimited/text_table.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// This project's own tables are in mV by convention: a first column "time_s", then standard leads or stated units.
bool is_own_table(const TextTable& table) {
  if (table.layout.headings.empty() || !table.layout.units.empty() || table.layout.headings.front() != "time_s")
    return false;
  return std::all_of(table.headings.begin() + 1, table.headings.end(), [](const ColumnHeading& heading) {
    return heading.role == ColumnRole::voltage && (heading.units_per_millivolt || heading.lead);
  });
}

bool lacks_unit(const ColumnHeading& heading) {
  return heading.role == ColumnRole::voltage && !heading.units_per_millivolt;
}

bool are_whole(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](double value) { return std::isnan(value) || value == std::trunc(value); });
}

bool states_unit(const ColumnHeading& heading) {
  return heading.role == ColumnRole::voltage && heading.units_per_millivolt;
}

// Counts are whole; numbers with fractions, or of a stated unit, were divided by the gain already.
bool gain_applies(const TextTable& table) {
  if (std::any_of(table.headings.begin(), table.headings.end(), states_unit))
    return false;
  bool any = false;
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    if (!lacks_unit(table.headings[i]))
      continue;
    if (!are_whole(table.columns[i].values))
      return false;
    any = true;
  }
  return any && table.statements.counts_per_millivolt && !table.statements.units_per_millivolt;
}

// The unit of columns that state none themselves.
std::optional<double> common_unit(const TextTable& table, const ReadOptions& options) {
  if (table.statements.units_per_millivolt)
    return table.statements.units_per_millivolt;
  if (gain_applies(table))
    return table.statements.counts_per_millivolt;
  if (options.unit)
    return units_per_millivolt(*options.unit);
  if (is_own_table(table))
    return 1.0;
  return std::nullopt;
}

// Whole numbers of few kinds under a name that is no lead: marks of events, not voltages.
bool holds_marks(const TextTable& table, std::size_t column) {
  constexpr std::size_t kMostMarks = 16;
  std::vector<double> marks;
  for (const double value : table.columns[column].values) {
    if (std::isnan(value) || std::find(marks.begin(), marks.end(), value) != marks.end())
      continue;
    marks.push_back(value);
    if (value != std::trunc(value) || marks.size() > kMostMarks)
      return false;
  }
  return !table.headings[column].lead;
}

// Where other columns state their units, one without that holds marks is no voltage.
void leave_out_marks(TextTable& table, EcgRecord& record) {
  if (!std::any_of(table.headings.begin(), table.headings.end(), states_unit))
    return;
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    ColumnHeading& heading = table.headings[i];
    if (heading.role != ColumnRole::voltage || heading.units_per_millivolt || !holds_marks(table, i))
      continue;
    heading.role = ColumnRole::text;
    record.notes.push_back({ErrorCode::NoEcgChannel,
                            "column " + quoted(heading.label) + " was left out: it holds marks and states no unit"});
  }
}

void note_gain(const TextTable& table, EcgRecord& record) {
  const std::string_view line = table.statements.gain_line;
  if (line.empty())
    return;
  record.notes.push_back({ErrorCode::InvalidGain, quoted(line) + (gain_applies(table) ? " was" : " was not") +
                                                      " applied to the samples"});
}

// Where the column's heading stands, or where the table begins.
std::uint64_t place_of_heading(std::string_view file, const TableLayout& layout, std::size_t column) {
  const bool has_heading = column < layout.headings.size() && !layout.headings[column].empty();
  return has_heading ? offset_in(file, layout.headings[column]) : layout.first_row_offset;
}

Result<std::vector<double>> samples_mv_of(std::string_view file, TextTable& table, std::size_t column,
                                          double per_millivolt) {
  std::vector<double> samples_mv = std::move(table.columns[column].values);
  for (std::size_t i = 0; i < samples_mv.size(); ++i) {
    samples_mv[i] /= per_millivolt;
    if (std::isinf(samples_mv[i]))
      return fail(ErrorCode::InvalidSample,
                  "text table: a sample of column " + quoted(table.headings[column].label) +
                      " is too large for a number of millivolts",
                  table.place_of_row(file, i));
  }
  return samples_mv;
}

Result<void> add_channels(std::string_view file, TextTable& table, const ReadOptions& options, EcgRecord& record) {
  const std::optional<double> common = common_unit(table, options);
  if (!common)
    leave_out_marks(table, record);
  note_gain(table, record);
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    const ColumnHeading& heading = table.headings[i];
    if (heading.role == ColumnRole::other_quantity) {
      record.notes.push_back({ErrorCode::NoEcgChannel, "column " + quoted(heading.label) + " was left out: " +
                                                           quoted(heading.unit) + " is no unit of voltage"});
    }
    if (heading.role != ColumnRole::voltage)
      continue;
    const auto per_millivolt = heading.units_per_millivolt ? heading.units_per_millivolt : common;
    if (!per_millivolt) {
      return fail(ErrorCode::UnitRequired,
                  "the text table does not state the unit of column " + quoted(heading.label) +
                      "; say it when opening the file, or in a line \"# unit: mV\", or in the headings as in "
                      "\"I (uV)\"",
                  place_of_heading(file, table.layout, i));
    }
    auto samples_mv = samples_mv_of(file, table, i, *per_millivolt);
    if (!samples_mv)
      return tl::unexpected(samples_mv.error());
    record.channels.push_back({heading.label, heading.lead, 0.0, 0.0, std::move(*samples_mv)});
  }
  if (record.channels.size() > kMaxChannels) {
    return fail(ErrorCode::TooLarge,
                "text table: " + std::to_string(record.channels.size()) + " columns of voltages, at most " +
                    std::to_string(kMaxChannels) + " are read",
                table.layout.first_row_offset);
  }
  if (!record.channels.empty())
    return {};
  return fail(ErrorCode::NoEcgChannel, "text table: no column holds a voltage", table.layout.first_row_offset);
}

}  // namespace

Result<EcgRecord> read_delimited_text(std::span<const FileBytes> files, const ReadOptions& options) {
  EcgRecord record;
  const std::string_view file = as_text(files.front().bytes);
  auto table = read_text_table(file, record);
  if (!table)
    return tl::unexpected(table.error());
  for (const std::string_view line : table->layout.preface) {
    if (!line.empty())
      record.comments.emplace_back(line);
  }
  read_patient_comments(record);
  take_excel_time(*table, record);
  if (auto set = set_table_rate(file, *table, options, record); !set)
    return tl::unexpected(set.error());
  if (auto added = add_channels(file, *table, options, record); !added)
    return tl::unexpected(added.error());
  // Under the names and in the form of a table in mV, as scripts expect it: only the values tell.
  if (is_standardised(record))
    return fail(ErrorCode::UnsupportedFormat,
                "text table: every column has mean 0 and standard deviation 1: this is a model's input, not voltages; open the "
                "ECG that it was made of",
                table->layout.first_row_offset);
  return record;
}

}  // namespace leadwise::io
