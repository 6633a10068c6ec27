#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// A day of the Gregorian calendar that exists.
struct CalendarDate {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// nullopt where there is no such day, or the year is outside 1800 to 9999.
std::optional<CalendarDate> make_date(int year, int month, int day);

/// "2020-05-18".
std::optional<CalendarDate> parse_iso_date(std::string_view text);

/// Month before day, as files made in the United States write it: "05-18-2020", "5/18/2020"; also "18-MAY-2020" and the
/// ISO form, which cannot be mistaken. nullopt for "18-05-2020", which is no such date.
std::optional<CalendarDate> parse_us_date(std::string_view text);

/// A date written so that day and month cannot be mistaken: "2020-05-18", "20200518", "18.05.2020", "May 18, 2020", "18 May 2020",
/// "18-MAY-2020". nullopt for "05/06/2020".
std::optional<CalendarDate> parse_certain_date(std::string_view text);

/// "2020-05-18".
std::string iso_date(const CalendarDate& date);

/// A date that is certain in ISO 8601, with the time behind it where both are: "2020-05-18 15:48" becomes "2020-05-18T15:48".
std::optional<std::string> iso_moment(std::string_view text);

/// "15:48:11" from "15:48", "15:48:11" or "15:48:11.5" (fractions are kept); nullopt where it is no time of day.
std::optional<std::string> iso_time_of_day(std::string_view text);

/// Whole years from birth to that day; nullopt where it lies before the birth or more than 150 years after it.
std::optional<double> years_between(const CalendarDate& birth, const CalendarDate& day);

}  // namespace leadwise::io
