#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io::dicom {

/// How the texts of a data set are encoded (PS3.3, C.12.1.1.2), as far as it is read here.
enum class CharacterSet : std::uint8_t { ascii, latin1, utf8, other };

/// In bytes; labels beyond this are no labels (SH allows 16 characters, LO 64).
inline constexpr std::size_t kLongestLabel = 64;

CharacterSet character_set_of(std::string_view specific_character_set);

/// `raw` in UTF-8; what lies outside ASCII in another character set, or is no UTF-8 where it should be, becomes '?', a
/// control character other than tabs and line ends a blank.
std::string decode_text(std::string_view raw, CharacterSet set);

/// "Doe^Jane^^Dr" as "Doe, Jane Dr"; only the first of the three spellings that a name may have.
std::string person_name(std::string_view raw, CharacterSet set);

/// DA, TM and DT values as ISO 8601: "2002-11-22", "09:10:00.5", "2002-11-22T09:10:00+01:00". nullopt where they are
/// empty or no date or time.
std::optional<std::string> iso_date(std::string_view date);
std::optional<std::string> iso_time(std::string_view time);
std::optional<std::string> iso_date_time(std::string_view date_time);

}  // namespace leadwise::io::dicom
