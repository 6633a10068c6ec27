#include "apple/apple_watch_header.hpp"

#include <algorithm>
#include <cmath>

#include "apple/recording_time.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostRows = 30;
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

struct Row {
  std::string_view key;
  std::string_view value;
  std::uint64_t end = 0;
};

std::string_view unquoted(std::string_view text) {
  text = trim(text);
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? trim(text.substr(1, text.size() - 2)) : text;
}

constexpr std::string_view kSeparators = ",;";

// Only the first separator parts key and value: values hold commas of their own. Spreadsheets part by semicolons where the
// comma is decimal, and pad rows with separators.
std::vector<Row> read_rows(std::string_view file) {
  std::vector<Row> rows;
  TextLines lines(file);
  for (TextLine line; rows.size() < kMostRows && lines.next(line);) {
    const std::string_view text = without_padding(line.text);
    if (text.empty())
      continue;
    const std::size_t mark = std::min(text.find_first_of(kSeparators), text.size());
    rows.push_back({unquoted(text.substr(0, mark)), unquoted(text.substr(std::min(mark + 1, text.size()))),
                    line.offset + line.text.size()});
  }
  return rows;
}

bool is_recording_time(std::string_view text) { return iso_recording_time(text).has_value(); }

bool is_hertz(std::string_view unit) {
  const std::string word = to_lower(unit);
  return word.rfind("hert", 0) == 0 || word.rfind("herc", 0) == 0 || word == "hz";
}

// A word in another script, whose spelling nobody here can list ("\u8D6B\u5179"), where no digits are among it.
bool is_foreign_word(std::string_view unit) {
  return std::any_of(unit.begin(), unit.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) &&
         unit.find_first_of("0123456789,;%") == std::string_view::npos;
}

// "512 hertz", "511,562 Hertz" (with a no-break space), "512 hercios".
std::optional<double> parse_hertz(std::string_view text, bool (*is_rate_unit)(std::string_view)) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789.,"), text.size());
  std::string_view unit = trim(text.substr(end));
  if (unit.substr(0, kNoBreakSpace.size()) == kNoBreakSpace)
    unit = trim(unit.substr(kNoBreakSpace.size()));
  const auto rate_hz = parse_localised_number(text.substr(0, end));
  constexpr double kHighestHz = 1e5;
  return is_rate_unit(unit) && rate_hz && *rate_hz >= 1.0 && *rate_hz <= kHighestHz ? rate_hz : std::nullopt;
}

template <class IsWanted>
std::size_t find_row(const std::vector<Row>& rows, std::size_t from, IsWanted is_wanted) {
  while (from < rows.size() && !is_wanted(rows[from].value))
    ++from;
  return from;
}

// The row of the rate: one in hertz, else in a word of another script at its place, in front of lead and unit.
std::size_t find_rate_row(const std::vector<Row>& rows, std::size_t date) {
  const std::size_t hertz =
      find_row(rows, date + 1, [](std::string_view value) { return parse_hertz(value, is_hertz).has_value(); });
  const std::size_t place = date + 5;
  const bool foreign = hertz >= rows.size() && place + 2 < rows.size() &&
                       parse_hertz(rows[place].value, is_foreign_word) && units_per_millivolt(rows[place + 2].value);
  return foreign ? place : hertz;
}

std::optional<std::string_view> filled(std::string_view value) {
  return value.empty() ? std::nullopt : std::optional(value);
}

// Between the date and the rate stand four rows in a fixed order; where there are other rows none is taken.
void take_rows(const std::vector<Row>& rows, std::size_t date, std::size_t rate, AppleWatchHeader& header) {
  if (date == 2) {
    header.name = filled(rows[0].value);
    header.birth_date = filled(rows[1].value);
  }
  if (rate != date + 5)
    return;
  header.classification = filled(rows[date + 1].value);
  header.symptoms = filled(rows[date + 2].value);
  header.software_version = filled(rows[date + 3].value);
  header.device = filled(rows[date + 4].value);
}

}  // namespace

std::string_view without_padding(std::string_view line) {
  line = trim(line);
  while (!line.empty() && kSeparators.find(line.back()) != std::string_view::npos)
    line = trim(line.substr(0, line.size() - 1));
  return line;
}

std::optional<double> parse_localised_number(std::string_view text) {
  const auto number = parse_double(text);
  return number ? number : parse_decimal_comma(text);
}

std::optional<AppleWatchHeader> read_apple_watch_header(std::string_view file) {
  const std::vector<Row> rows = read_rows(file);
  const std::size_t date = find_row(rows, 0, is_recording_time);
  const std::size_t rate = find_rate_row(rows, date);
  const std::size_t unit =
      find_row(rows, rate + 1, [](std::string_view value) { return units_per_millivolt(value).has_value(); });
  if (unit >= rows.size())
    return std::nullopt;
  AppleWatchHeader header;
  header.recorded = *iso_recording_time(rows[date].value);
  header.sampling_rate_hz = *parse_hertz(rows[rate].value, [](std::string_view) { return true; });
  header.units_per_millivolt = *units_per_millivolt(rows[unit].value);
  header.data_offset = rows[unit].end;
  if (unit == rate + 2)
    header.lead = rows[unit - 1].value;
  take_rows(rows, date, rate, header);
  return header;
}

}  // namespace leadwise::io
