#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// Whether the text has the pattern's characters, where "0" stands for any digit and "+" for a sign.
bool is_pattern(std::string_view text, std::string_view pattern);

/// "2020-07-31 22:48:19 +0200", or as phones that show twelve hours write it, "2020-07-31 10:48:19 PM +0200" (also with blanks
/// that do not break), as ISO 8601; nullopt for anything else.
std::optional<std::string> iso_recording_time(std::string_view text);

}  // namespace leadwise::io
