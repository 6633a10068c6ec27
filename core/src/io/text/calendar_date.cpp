#include "text/calendar_date.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr int kFirstYear = 1800;
// Dates that were moved to hide whose they are lie centuries ahead.
constexpr int kLastYear = 9999;
constexpr int kMostYears = 150;
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// -1 where the text is no number of at most four digits.
int small_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 4;
  if (!is_digits(text) || text.size() > kMostDigits)
    return -1;
  return static_cast<int>(parse_integer(text).value_or(-1));
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find_first_of(separators); end != std::string_view::npos;
       end = text.find_first_of(separators)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

int month_of(std::string_view text) {
  const std::string wanted = to_lower(text);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == wanted)
      return static_cast<int>(i) + 1;
  }
  return -1;
}

std::string two_digits(int value) {
  std::string text = std::to_string(value);
  if (text.size() < 2)
    text.insert(text.begin(), '0');
  return text;
}

// "May 18, 2020", "18 May 2020", "18-MAY-2020": three words, of which the month's may be written out.
std::optional<CalendarDate> date_in_words(std::string_view text) {
  auto words = split_at(text, " ,-");
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  if (words.size() != 3 || words[2].size() != 4)
    return std::nullopt;
  const auto month_at = [&](std::size_t i) { return month_of(words[i].substr(0, 3)); };
  const std::size_t month = month_at(0) > 0 ? 0 : 1;
  return make_date(small_number(words[2]), month_at(month), small_number(words[1 - month]));
}

bool is_below(std::string_view text, int limit) {
  const int value = text.size() <= 2 ? small_number(text) : -1;
  return value >= 0 && value < limit;
}

bool is_seconds(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const bool has_fraction = point < text.size();
  return is_below(text.substr(0, point), 60) && (!has_fraction || is_digits(text.substr(point + 1)));
}

/// "9" as "09", "9.5" as "09.5".
std::string padded(std::string_view text) {
  std::string shown(text);
  if (std::min(text.find('.'), text.size()) == 1)
    shown.insert(shown.begin(), '0');
  return shown;
}

}  // namespace

std::optional<CalendarDate> make_date(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
    return std::nullopt;
  return CalendarDate{year, month, day};
}

std::optional<CalendarDate> parse_iso_date(std::string_view text) {
  const auto parts = split_at(trim(text), "-");
  if (parts.size() != 3 || parts[0].size() != 4)
    return std::nullopt;
  return make_date(small_number(parts[0]), small_number(parts[1]), small_number(parts[2]));
}

std::optional<CalendarDate> parse_us_date(std::string_view text) {
  const auto parts = split_at(trim(text), "-/");
  if (parts.size() != 3)
    return std::nullopt;
  if (parts[0].size() == 4)
    return make_date(small_number(parts[0]), small_number(parts[1]), small_number(parts[2]));
  // A year of two digits does not tell its century.
  if (parts[2].size() != 4)
    return std::nullopt;
  if (const int month = month_of(parts[1]); month > 0)
    return make_date(small_number(parts[2]), month, small_number(parts[0]));
  return make_date(small_number(parts[2]), small_number(parts[0]), small_number(parts[1]));
}

std::optional<CalendarDate> parse_certain_date(std::string_view text) {
  text = trim(text);
  if (const auto date = parse_iso_date(text))
    return date;
  if (text.size() == 8 && is_digits(text))
    return make_date(small_number(text.substr(0, 4)), small_number(text.substr(4, 2)), small_number(text.substr(6)));
  if (const auto parts = split_at(text, "."); parts.size() == 3 && parts[2].size() == 4)
    return make_date(small_number(parts[2]), small_number(parts[1]), small_number(parts[0]));
  return date_in_words(text);
}

std::optional<std::string> iso_moment(std::string_view text) {
  constexpr std::size_t kDay = 10;
  text = trim(text);
  if (const auto whole = parse_certain_date(text))
    return iso_date(*whole);
  if (text.size() <= kDay + 1 || !parse_iso_date(text.substr(0, kDay)) || (text[kDay] != 'T' && text[kDay] != ' '))
    return std::nullopt;
  return std::string(text.substr(0, kDay)) + 'T' + std::string(text.substr(kDay + 1));
}

std::string iso_date(const CalendarDate& date) {
  return std::to_string(date.year) + '-' + two_digits(date.month) + '-' + two_digits(date.day);
}

std::optional<std::string> iso_time_of_day(std::string_view text) {
  const auto parts = split_at(trim(text), ":");
  if (parts.size() < 2 || parts.size() > 3 || !is_below(parts[0], 24) || !is_below(parts[1], 60))
    return std::nullopt;
  if (parts.size() == 3 && !is_seconds(parts[2]))
    return std::nullopt;
  return padded(parts[0]) + ':' + padded(parts[1]) + ':' + (parts.size() == 3 ? padded(parts[2]) : "00");
}

std::optional<double> years_between(const CalendarDate& birth, const CalendarDate& day) {
  const bool before_birthday = day.month < birth.month || (day.month == birth.month && day.day < birth.day);
  const int years = day.year - birth.year - (before_birthday ? 1 : 0);
  return years < 0 || years > kMostYears ? std::nullopt : std::optional<double>(years);
}

}  // namespace leadwise::io
