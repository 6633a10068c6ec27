#pragma once

#include <optional>
#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Where no age is stated: the completed years from the date of birth to `day`, in ISO 8601. Where one of them names no
/// day or no month ("2015", "2015-06"), or of the birth nothing but the year is certain ("05/06/2015"), it is the youngest
/// possible age, with a note, for below kAdultAgeYears nothing is scored. Left absent where a date is none or the age would be
/// outside 0 to 150.
void take_age_on(std::string_view day, EcgRecord& record);

/// The same on the day of the recording; a date of birth that gives no age is noted. Called for every format: no reader can
/// forget it.
void take_age_at_recording(EcgRecord& record);

/// An age as files state it: a number and its unit ("Y", "years", "months", "wk", "days", "hours", ... in any case, UCUM's
/// "a"). nullopt where the number is none, the unit is none, or the age would be outside 0 to 150 years.
std::optional<double> age_years(std::string_view number, std::string_view unit);

/// "59", "59 years", "4M", "9 y/o", "9 years 3 months" (9); a number alone is counted in `unit`. nullopt where it is unknown or no age.
std::optional<double> age_in_words(std::string_view text, std::string_view unit);

/// Takes an age in words, as of age_in_words, into `record`, whose dates of birth and recording must be there if the file has
/// them: they go before a number in no unit that is known. Such a number below kAdultAgeYears is taken as years, for so many
/// of any unit are no adult's; any other, and an age that nobody has, is left out. Both are noted.
void take_stated_age(std::string_view text, std::string_view unit, EcgRecord& record);
}  // namespace leadwise::io
