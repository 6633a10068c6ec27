#pragma once

#include <optional>
#include <string_view>

#include "report_parts.hpp"

namespace leadwise::report {

/// A time in seconds to 0.1 ms; null where there is none.
Json time_json(const std::optional<double>& time_s);

/// A number as its name's unit allows: millivolts to 1 µV, milliseconds, degrees and rates to 0.1, everything else to
/// 0.001. Null where there is none or it is not finite.
Json value_json(std::string_view name, const std::optional<double>& value);

/// A number to four significant digits.
Json significant_json(double value);

}  // namespace leadwise::report
