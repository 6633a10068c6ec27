#pragma once

#include <optional>
#include <string_view>

namespace leadwise::io {

/// Completed years between two ISO 8601 dates, of which only YYYY-MM-DD is looked at; nullopt where one of them is none or
/// the age would be outside 0 to 150.
std::optional<double> age_on_date_years(std::string_view birth_date, std::string_view date);

/// An age as files state it: a number and its unit ("Y", "years", "months", "wk", "days", "hours", ... in any case, UCUM's
/// "a"). nullopt where the number is none, the unit is none, or the age would be outside 0 to 150 years.
std::optional<double> age_years(std::string_view number, std::string_view unit);

}  // namespace leadwise::io
