#include "delimited/read_delimited_text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "delimited/delimited_column.hpp"
#include "delimited/delimited_layout.hpp"
#include "delimited/delimited_rate.hpp"
#include "delimited/delimited_rows.hpp"
#include "delimited/delimited_statements.hpp"
#include "text/assumed_leads.hpp"
#include "text/patient_comments.hpp"
#include "text/stated_rate.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// A table on its way to a record.
struct Table {
  TableLayout layout;
  TableStatements statements;
  TableColumns columns;
  std::vector<ColumnHeading> headings;
};

std::vector<ColumnHeading> parse_headings(const TableLayout& layout) {
  std::vector<ColumnHeading> headings;
  for (std::size_t i = 0; i < layout.headings.size(); ++i) {
    ColumnHeading heading = parse_column_heading(layout.headings[i]);
    if (heading.label.empty() && i == 0)
      heading.role = ColumnRole::sample_index;
    if (heading.label.empty())
      heading.label = std::to_string(i + 1);
    headings.push_back(std::move(heading));
  }
  return headings;
}

// Columns without headings: a first one that counts evenly upwards is no ECG.
std::vector<ColumnHeading> assume_headings(const TableColumns& columns, EcgRecord& record) {
  std::vector<ColumnHeading> headings(columns.size());
  std::size_t first = 0;
  if (columns.size() > 1 && rises_evenly(columns.front())) {
    headings[0].role = ColumnRole::time;
    first = 1;
    record.notes.push_back({ErrorCode::InvalidHeader, "the first column has no heading and was taken as time"});
  }
  std::vector<LeadLabel> labels = assume_leads(columns.size() - first, "columns", record);
  for (std::size_t i = first; i < columns.size(); ++i) {
    headings[i].lead = labels[i - first].lead;
    headings[i].label = std::move(labels[i - first].label);
  }
  return headings;
}

// Headings that are numbers name no lead either.
bool headings_are_numbers(const TableLayout& layout) {
  return std::all_of(layout.headings.begin(), layout.headings.end(), [&](std::string_view heading) {
    return parse_cell(heading, layout.delimiter).kind == CellKind::number;
  });
}

Result<Table> read_table(std::string_view file, EcgRecord& record) {
  Table table;
  auto layout = find_table(file);
  if (!layout)
    return fail(ErrorCode::UnknownFormat, "the text holds no table of numbers", 0);
  table.layout = std::move(*layout);
  if (table.layout.column_count > kMaxChannels + 1) {
    return fail(ErrorCode::TooLarge,
                "text table: " + std::to_string(table.layout.column_count) +
                    " columns; one column a lead and one row a sample are expected",
                table.layout.first_row_offset);
  }
  const auto statements = read_table_statements(file, table.layout.preface);
  if (!statements)
    return tl::unexpected(statements.error());
  table.statements = *statements;
  auto columns = read_table_rows(file, table.layout);
  if (!columns)
    return tl::unexpected(columns.error());
  table.columns = std::move(*columns);
  table.headings =
      headings_are_numbers(table.layout) ? assume_headings(table.columns, record) : parse_headings(table.layout);
  return table;
}

// The rate that a time column or a comment states.
Result<std::optional<double>> stated_rate(const Table& table) {
  std::optional<double> rate_hz = table.statements.sampling_rate_hz;
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].role != ColumnRole::time)
      continue;
    const auto from_times = rate_from_times(table.columns[i], table.headings[i].seconds_per_unit);
    if (!from_times) {
      return fail(from_times.error().code, from_times.error().message, table.layout.first_row_offset);
    }
    constexpr double kSameRate = 0.01;
    if (rate_hz && *from_times && std::abs(**from_times - *rate_hz) > kSameRate * *rate_hz) {
      return fail(ErrorCode::InvalidHeader, "text table: the times contradict the stated sampling rate",
                  table.layout.first_row_offset);
    }
    if (!rate_hz)
      rate_hz = *from_times;
  }
  return rate_hz;
}

Result<void> set_rate(const Table& table, const ReadOptions& options, EcgRecord& record) {
  const auto stated = stated_rate(table);
  if (!stated)
    return tl::unexpected(stated.error());
  return set_sampling_rate(*stated, options, "the text table",
                           ", or in a line \"# sampling_rate_hz: 500\", or with a first column time_s or time_ms",
                           record);
}

// This project's own tables are in mV by convention: a first column "time_s", then standard leads or stated units.
bool is_own_table(const Table& table) {
  if (table.layout.headings.empty() || table.layout.headings.front() != "time_s")
    return false;
  return std::all_of(table.headings.begin() + 1, table.headings.end(), [](const ColumnHeading& heading) {
    return heading.role == ColumnRole::voltage && (heading.units_per_millivolt || heading.lead);
  });
}

// The unit of columns that state none themselves.
std::optional<double> common_unit(const Table& table, const ReadOptions& options) {
  if (table.statements.units_per_millivolt)
    return table.statements.units_per_millivolt;
  if (options.unit)
    return units_per_millivolt(*options.unit);
  if (is_own_table(table))
    return 1.0;
  return std::nullopt;
}

Result<void> add_channels(Table& table, const ReadOptions& options, EcgRecord& record) {
  const std::optional<double> common = common_unit(table, options);
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
                      "\"I (uV)\"");
    }
    Channel channel{heading.label, heading.lead, 0.0, 0.0, std::move(table.columns[i])};
    for (double& sample : channel.samples_mv) {
      sample /= *per_millivolt;
      if (std::isinf(sample))
        return fail(ErrorCode::InvalidSample, "text table: a sample of column " + quoted(heading.label) +
                                                  " is too large for a number of millivolts");
    }
    record.channels.push_back(std::move(channel));
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
  auto table = read_table(as_text(files.front().bytes), record);
  if (!table)
    return tl::unexpected(table.error());
  for (const std::string_view line : table->layout.preface) {
    if (!line.empty())
      record.comments.emplace_back(line);
  }
  read_patient_comments(record);
  if (auto set = set_rate(*table, options, record); !set)
    return tl::unexpected(set.error());
  if (auto added = add_channels(*table, options, record); !added)
    return tl::unexpected(added.error());
  return record;
}

}  // namespace leadwise::io
