#include "edf/edf_date.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::int64_t kSecondsADay = 86400;

/// Parts of a second that are told apart: what seven decimals hold.
constexpr std::int64_t kTicksASecond = 10000000;

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width)
    digits.insert(0, width - digits.size(), '0');
  return digits;
}

std::optional<CalendarDay> calendar_day(std::int64_t year, std::int64_t month, std::int64_t day) {
  const CalendarDay date{std::chrono::year(static_cast<int>(year)), std::chrono::month(static_cast<unsigned>(month)),
                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::int64_t year_of(const CalendarDay& day) { return static_cast<int>(day.year()); }
unsigned month_of(const CalendarDay& day) { return static_cast<unsigned>(day.month()); }
unsigned day_of(const CalendarDay& day) { return static_cast<unsigned>(day.day()); }

/// Three numbers of two digits, e.g. "13.05.59".
struct Triple {
  std::int64_t first = 0, second = 0, third = 0;
};

std::optional<Triple> parse_triple(std::string_view text) {
  const auto is_separator = [text](std::size_t at) { return text[at] == '.' || text[at] == ':'; };
  if (text.size() != 8 || !is_separator(2) || !is_separator(5))
    return std::nullopt;
  const auto first = parse_unsigned(text.substr(0, 2)), second = parse_unsigned(text.substr(3, 2)),
             third = parse_unsigned(text.substr(6, 2));
  if (!first || !second || !third)
    return std::nullopt;
  return Triple{static_cast<std::int64_t>(*first), static_cast<std::int64_t>(*second),
                static_cast<std::int64_t>(*third)};
}

std::string clock(std::int64_t ticks) {
  const std::int64_t seconds = ticks / kTicksASecond;
  std::string text = padded(seconds / 3600, 2) + ':' + padded(seconds / 60 % 60, 2) + ':' + padded(seconds % 60, 2);
  if (ticks % kTicksASecond == 0)
    return text;
  text += '.';
  text += padded(ticks % kTicksASecond, 7);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

/// Ticks within a day and the days before it.
struct DayTicks {
  std::int64_t days = 0, ticks = 0;
};

DayTicks split_days(double seconds) {
  constexpr std::int64_t kTicksADay = kSecondsADay * kTicksASecond;
  // Annotations are at most 1e10 s away (edf_annotations.cpp): 1e17 ticks fit.
  const std::int64_t ticks = std::llround(seconds * static_cast<double>(kTicksASecond));
  const std::int64_t within = ((ticks % kTicksADay) + kTicksADay) % kTicksADay;
  return {(ticks - within) / kTicksADay, within};
}

}  // namespace

std::optional<CalendarDay> parse_edf_day(std::string_view text) {
  const auto parts = parse_triple(text);
  if (!parts)
    return std::nullopt;
  constexpr std::int64_t kFirstYear = 85;
  return calendar_day(parts->third + (parts->third >= kFirstYear ? 1900 : 2000), parts->second, parts->first);
}

std::optional<CalendarDay> parse_edf_plus_day(std::string_view text) {
  if (text.size() != 11 || text[2] != '-' || text[6] != '-')
    return std::nullopt;
  const auto day = parse_unsigned(text.substr(0, 2)), year = parse_unsigned(text.substr(7));
  const std::string month = to_lower(text.substr(3, 3));
  const auto named =
      std::find_if(kMonths.begin(), kMonths.end(), [&month](std::string_view name) { return to_lower(name) == month; });
  if (!day || !year || named == kMonths.end())
    return std::nullopt;
  return calendar_day(static_cast<std::int64_t>(*year), named - kMonths.begin() + 1, static_cast<std::int64_t>(*day));
}

std::optional<std::int64_t> parse_edf_time(std::string_view text) {
  const auto parts = parse_triple(text);
  if (!parts || parts->first > 23 || parts->second > 59 || parts->third > 59)
    return std::nullopt;
  return parts->first * 3600 + parts->second * 60 + parts->third;
}

std::string iso_day(const CalendarDay& day) {
  return padded(year_of(day), 4) + '-' + padded(month_of(day), 2) + '-' + padded(day_of(day), 2);
}

std::optional<CalendarDay> parse_iso_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-')
    return std::nullopt;
  const auto year = parse_unsigned(iso.substr(0, 4)), month = parse_unsigned(iso.substr(5, 2)),
             day = parse_unsigned(iso.substr(8, 2));
  if (!year || !month || !day)
    return std::nullopt;
  return calendar_day(static_cast<std::int64_t>(*year), static_cast<std::int64_t>(*month),
                      static_cast<std::int64_t>(*day));
}

std::string iso_time_after(const CalendarDay& day, double seconds) {
  const DayTicks time = split_days(seconds);
  const CalendarDay then{std::chrono::sys_days(day) + std::chrono::days(static_cast<int>(time.days))};
  std::string iso = iso_day(then);
  iso += 'T';
  iso += clock(time.ticks);
  return iso;
}

std::string iso_time_of_day(double seconds) { return clock(split_days(seconds).ticks); }

std::string edf_day(const CalendarDay& day) {
  return padded(day_of(day), 2) + '.' + padded(month_of(day), 2) + '.' + padded(year_of(day) % 100, 2);
}

std::string edf_plus_day(const CalendarDay& day) {
  return padded(day_of(day), 2) + '-' + std::string(kMonths[month_of(day) - 1]) + '-' + padded(year_of(day), 4);
}

std::optional<double> parse_iso_seconds(std::string_view text) {
  if (text.substr(0, 1) == "T")
    text.remove_prefix(1);
  const auto whole = parse_edf_time(text.substr(0, 8));
  if (!whole || text.substr(8, 1) != ".")
    return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 9), text.size());
  const auto fraction = parse_double(text.substr(8, end - 8));
  return static_cast<double>(*whole) + fraction.value_or(0.0);
}

std::string edf_time(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + '.' + padded(seconds / 60 % 60, 2) + '.' + padded(seconds % 60, 2);
}

}  // namespace leadwise::io
