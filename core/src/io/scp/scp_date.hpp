#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "text/calendar_date.hpp"

namespace leadwise::io {

/// Year in two bytes, month and day in one each; nullopt where that is no date of the calendar (0-0-0 is not stated).
std::optional<CalendarDate> read_scp_date(std::span<const std::uint8_t> bytes);

/// Hour, minute and second in a byte each as "03:09:10"; nullopt where that is no time of day.
std::optional<std::string> read_scp_time(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
