#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace leadwise::io {

struct ScpDate {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// Year in two bytes, month and day in one each; nullopt where that is no date of the calendar (0-0-0 is not stated).
std::optional<ScpDate> read_scp_date(std::span<const std::uint8_t> bytes);

/// "2002-11-22".
std::string iso_date(const ScpDate& date);

/// Hour, minute and second in a byte each as "03:09:10"; nullopt where that is no time of day.
std::optional<std::string> read_scp_time(std::span<const std::uint8_t> bytes);

/// From birth to `then` in years of 365.2425 days; nullopt where birth comes later.
std::optional<double> age_in_years(const ScpDate& birth, const ScpDate& then);

}  // namespace leadwise::io
