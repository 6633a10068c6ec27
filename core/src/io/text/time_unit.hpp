#pragma once

#include <optional>
#include <string_view>

namespace leadwise::io {

/// How many seconds the named unit of time has: 1 for "s", 0.001 for "msec", 60 for "min", 3600 for "h"; in any case, in
/// the words of several languages. nullopt where the name is no unit of time.
std::optional<double> seconds_per(std::string_view unit_name);

}  // namespace leadwise::io
