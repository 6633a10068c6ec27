#pragma once

#include <optional>
#include <string_view>

namespace leadwise::io {

/// The seconds of a time as tables write it; only differences mean anything. Since midnight or the start from
/// "10:00:00.125", "1:02:03", "2:03.125" (minutes and seconds must have a fraction, else they may be hours and minutes),
/// also with a date whose order is uncertain ("01/02/2020 10:00:00", "[10:00:00.125 01/02/2020]"); since 1970 from ISO
/// 8601 ("2020-01-02T10:00:00.125Z"). nullopt where it is none of these.
std::optional<double> clock_seconds(std::string_view text);

}  // namespace leadwise::io
