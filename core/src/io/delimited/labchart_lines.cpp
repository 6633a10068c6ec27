#include "delimited/labchart_lines.hpp"

#include <chrono>
#include <cmath>

#include "text/calendar_date.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr double kExcelDayS = 86400.0;
/// Days of Excel's count from the end of 1899 to 1970.
constexpr double kDaysTo1970 = 25569.0;

// The cells behind the key; empty where the line has another one.
std::vector<std::string_view> cells_behind(std::string_view line, std::string_view key) {
  std::vector<std::string_view> cells;
  if (!line.starts_with(key))
    return cells;
  split_cells(line, Delimiter::tab, cells);
  cells.erase(cells.begin());
  return cells;
}

std::optional<std::string_view> first_behind(std::string_view line, std::string_view key) {
  const auto cells = cells_behind(line, key);
  return cells.empty() ? std::nullopt : std::optional(cells.front());
}

// "mV" of "10.000 mV".
std::string_view unit_of_range(std::string_view range) {
  return parse_finite(take_token(range)) ? trim(range) : std::string_view();
}

std::string two_digits(long number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::optional<std::string> iso_from_1970(double seconds) {
  constexpr double kFinest = 1e3;
  seconds = std::round(seconds * kFinest) / kFinest;
  const double day = std::floor(seconds / kExcelDayS);
  constexpr double kFarthestDay = 2e6;
  if (!(std::abs(day) < kFarthestDay))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))};
  const auto calendar = make_date(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                                  static_cast<int>(static_cast<unsigned>(date.day())));
  if (!calendar)
    return std::nullopt;
  const long second = static_cast<long>(seconds - day * kExcelDayS);
  return iso_date(*calendar) + 'T' + two_digits(second / 3600) + ':' + two_digits(second / 60 % 60) + ':' +
         two_digits(second % 60);
}

}  // namespace

void take_labchart_units(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings) {
  for (const std::string_view line : preface) {
    const auto ranges = cells_behind(line, "Range=");
    if (ranges.empty() || ranges.size() + 1 != headings.size())
      continue;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const std::string unit(unit_of_range(ranges[i]));
      ColumnHeading& heading = headings[i + 1];
      if (!unit.empty() && heading.unit.empty() && heading.role == ColumnRole::voltage)
        heading = parse_column_heading(heading.label + " (" + unit + ')');
    }
  }
}

void take_excel_time(const TextTable& table, EcgRecord& record) {
  std::optional<double> block_s;
  bool counts_from_block = false;
  for (const std::string_view line : table.layout.preface) {
    const auto days = first_behind(line, "ExcelDateTime=");
    if (const auto number = days ? parse_finite(*days) : std::nullopt)
      block_s = (*number - kDaysTo1970) * kExcelDayS;
    counts_from_block = counts_from_block || first_behind(line, "TimeFormat=") == "StartOfBlock";
  }
  if (block_s && counts_from_block && table.headings.front().role == ColumnRole::time)
    record.acquisition_time = iso_from_1970(*block_s + table.columns.front().values.front());
}

}  // namespace leadwise::io
