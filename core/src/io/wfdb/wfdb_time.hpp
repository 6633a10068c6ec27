#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// The end of a WFDB record line ("12:40:38.5 20/07/1995", "0:30", "05-Feb-2020 11:39:16") as ISO 8601; the time alone
/// where there is no date. nullopt where it cannot be read.
std::optional<std::string> iso_time_from_wfdb(std::string_view text);

/// The other way: "2020-02-05T11:39:16" as "11:39:16 05/02/2020"; nullopt for any other form.
std::optional<std::string> wfdb_time_from_iso(std::string_view iso);

}  // namespace leadwise::io
