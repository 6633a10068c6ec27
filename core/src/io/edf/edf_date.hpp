#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

using CalendarDay = std::chrono::year_month_day;

/// "02.08.51" of an EDF header: 85 to 99 are 1985 to 1999, 00 to 84 are 2000 to 2084. nullopt where it is no date.
std::optional<CalendarDay> parse_edf_day(std::string_view text);

/// "02-AUG-1951" of EDF+.
std::optional<CalendarDay> parse_edf_plus_day(std::string_view text);

/// "13.05.59" as seconds after midnight.
std::optional<std::int64_t> parse_edf_time(std::string_view text);

/// "1951-08-02", and back; only the first ten characters of an ISO 8601 time are looked at.
std::string iso_day(const CalendarDay& day);
std::optional<CalendarDay> parse_iso_day(std::string_view iso);

/// "2024-01-24T04:05:56.39": `seconds` after the day's midnight, which may lie on another day.
std::string iso_time_after(const CalendarDay& day, double seconds);

/// The same without a day: "04:05:56".
std::string iso_time_of_day(double seconds);

/// The other way: as an EDF header and EDF+ write a day.
std::string edf_day(const CalendarDay& day);
std::string edf_plus_day(const CalendarDay& day);

/// "T04:05:56.39" or "04:05:56" as seconds after midnight; a time zone behind it is left out.
std::optional<double> parse_iso_seconds(std::string_view text);

/// "04.05.56"; `seconds` is within a day.
std::string edf_time(std::int64_t seconds);

}  // namespace leadwise::io
