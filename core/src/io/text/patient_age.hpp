#pragma once

#include <optional>
#include <string_view>

namespace leadwise::io {

/// Full years between two ISO 8601 dates, of which only YYYY-MM-DD is looked at; nullopt where one of them is none or
/// the age would be outside 0 to 150.
std::optional<double> age_on_date_years(std::string_view birth_date, std::string_view date);

}  // namespace leadwise::io
