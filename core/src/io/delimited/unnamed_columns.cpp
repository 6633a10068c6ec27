#include "delimited/unnamed_columns.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "delimited/channel_lines.hpp"
#include "delimited/delimited_names.hpp"
#include "delimited/delimited_rate.hpp"
#include "text/assumed_leads.hpp"

namespace leadwise::io {
namespace {

/// Fewer whole numbers may rise by one anywhere.
constexpr std::size_t kFewestCounts = 32;

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
  if (count == kLeadCount && (name_leads_in_other_order(preface) || leads_line_by_line_in_other_order(preface, count)))
    return leads_in_unknown_order(count, "names leads does not fit them", record);
  if (count == kLeadCount && std::any_of(preface.begin(), preface.end(), tells_of_columns))
    return leads_in_unknown_order(count, "tells of columns names no leads", record);
  return assume_leads(count, "columns", record);
}

}  // namespace

void note_first_is_time(EcgRecord& record) {
  record.notes.push_back({ErrorCode::InvalidHeader, "the first column has no heading and was taken as time"});
}

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

}  // namespace leadwise::io
