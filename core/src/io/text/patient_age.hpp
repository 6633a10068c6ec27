#pragma once

#include <optional>
#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Where no age is stated: the completed years from the date of birth to that of the recording, both ISO 8601. Where one of
/// them names no day or no month ("2015", "2015-06") it is the youngest possible age, with a note, for below kAdultAgeYears
/// nothing is scored. Left absent where a date is none or the age would be outside 0 to 150.
void take_age_at_recording(EcgRecord& record);

/// An age as files state it: a number and its unit ("Y", "years", "months", "wk", "days", "hours", ... in any case, UCUM's
/// "a"). nullopt where the number is none, the unit is none, or the age would be outside 0 to 150 years.
std::optional<double> age_years(std::string_view number, std::string_view unit);

}  // namespace leadwise::io
