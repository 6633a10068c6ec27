#include <algorithm>

#include "delimited/delimited_cells.hpp"
#include "delimited/delimited_column.hpp"
#include "delimited/delimited_layout.hpp"
#include "delimited/read_delimited_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kRowsToJudgeBy = 20;

bool is_voltage_heading(std::string_view heading) {
  const ColumnHeading column = parse_column_heading(heading);
  return column.lead || (!column.unit.empty() && column.units_per_millivolt);
}

bool is_voltage_unit(std::string_view unit) { return units_per_millivolt(bare_unit(unit)).has_value(); }

/// Leads and voltages among the headings settle it, unless they are a few words in a row of text.
bool names_voltages(const TableLayout& layout) {
  const auto voltages = std::max(std::count_if(layout.headings.begin(), layout.headings.end(), is_voltage_heading),
                                 std::count_if(layout.units.begin(), layout.units.end(), is_voltage_unit));
  return voltages > 0 && 4 * static_cast<std::size_t>(voltages) >= layout.headings.size();
}

/// As close as the samples of an electrocardiograph; other logs have times of day too.
constexpr double kSlowestStepS = 0.05;

/// What the cells of the first rows are.
struct CellCounts {
  std::size_t numbers_or_missing = 0;
  std::size_t words = 0;
  std::size_t clocks = 0;
  /// The first time of day of each row that has one.
  std::vector<double> times_s;
};

CellCounts count_cells(std::string_view file, const TableLayout& layout) {
  TextLines lines(file.substr(static_cast<std::size_t>(layout.first_row_offset)));
  std::vector<std::string_view> cells;
  CellCounts counts;
  TextLine line;
  for (std::size_t row = 0; row < kRowsToJudgeBy && lines.next(line); ++row) {
    split_cells(line.text, layout.delimiter, cells);
    bool timed = false;
    for (const std::string_view text : cells) {
      const Cell cell = parse_cell(text, layout.commas_are_decimal);
      const bool clock = cell.kind == CellKind::clock;
      if (clock && !timed)
        counts.times_s.push_back(cell.value);
      timed = timed || clock;
      ++(clock ? counts.clocks : cell.kind == CellKind::text ? counts.words : counts.numbers_or_missing);
    }
  }
  return counts;
}

bool are_times_of_samples(const std::vector<double>& times_s) {
  if (times_s.size() < 3)
    return false;
  const double span_s = times_s.back() - times_s.front();
  return span_s >= 0.0 && span_s <= kSlowestStepS * static_cast<double>(times_s.size() - 1);
}

/// A table of patients or files also has columns of numbers; a recording has hardly a cell of anything else, unless it
/// is damaged, and the reader then says where.
bool holds_samples(std::string_view file, const TableLayout& layout) {
  if (names_voltages(layout))
    return true;
  const CellCounts counts = count_cells(file, layout);
  // Beside one lead the times of its samples are half of all cells.
  const std::size_t clocks = are_times_of_samples(counts.times_s) ? 0 : counts.clocks;
  const std::size_t others = counts.words + clocks;
  if (counts.clocks > 0 && counts.numbers_or_missing == 0)
    return false;
  return 5 * others <= counts.numbers_or_missing + others;
}

}  // namespace

bool is_delimited_text(const FileBytes& file) {
  if (!is_text(file.bytes))
    return false;
  const std::string_view text = as_text(file.bytes);
  const auto table = find_table(text);
  return table && holds_samples(text, *table);
}

}  // namespace leadwise::io
