#include "text/time_unit.hpp"

#include <array>
#include <string>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct TimeUnitName {
  std::string_view name;
  double seconds;
};

constexpr double kMinute = 60.0;
constexpr double kHour = 3600.0;
constexpr double kDay = 86400.0;

constexpr std::array kTimeUnitNames = {
    TimeUnitName{"s", 1.0},
    TimeUnitName{"sec", 1.0},
    TimeUnitName{"secs", 1.0},
    TimeUnitName{"second", 1.0},
    TimeUnitName{"seconds", 1.0},
    TimeUnitName{"sek", 1.0},
    TimeUnitName{"sekunden", 1.0},
    TimeUnitName{"secondes", 1.0},
    TimeUnitName{"secondi", 1.0},
    TimeUnitName{"segundos", 1.0},
    TimeUnitName{"\xD1\x81", 1.0},  // Cyrillic s
    TimeUnitName{"ms", 1e-3},
    TimeUnitName{"msec", 1e-3},
    TimeUnitName{"msecs", 1e-3},
    TimeUnitName{"millisecond", 1e-3},
    TimeUnitName{"milliseconds", 1e-3},
    TimeUnitName{"\xD0\xBC\xD1\x81", 1e-3},  // Cyrillic ms
    TimeUnitName{"us", 1e-6},
    TimeUnitName{"usec", 1e-6},
    TimeUnitName{"\xC2\xB5s", 1e-6},  // micro sign
    TimeUnitName{"\xCE\xBCs", 1e-6},  // Greek mu
    TimeUnitName{"\xB5s", 1e-6},      // micro sign in Latin-1
    TimeUnitName{"microsecond", 1e-6},
    TimeUnitName{"microseconds", 1e-6},
    TimeUnitName{"ns", 1e-9},
    TimeUnitName{"nsec", 1e-9},
    TimeUnitName{"nanosecond", 1e-9},
    TimeUnitName{"nanoseconds", 1e-9},
    TimeUnitName{"min", kMinute},
    TimeUnitName{"mins", kMinute},
    TimeUnitName{"minute", kMinute},
    TimeUnitName{"minutes", kMinute},
    TimeUnitName{"h", kHour},
    TimeUnitName{"hr", kHour},
    TimeUnitName{"hrs", kHour},
    TimeUnitName{"hour", kHour},
    TimeUnitName{"hours", kHour},
    TimeUnitName{"d", kDay},
    TimeUnitName{"day", kDay},
    TimeUnitName{"days", kDay},
};

}  // namespace

std::optional<double> seconds_per(std::string_view unit_name) {
  constexpr std::size_t kLongestName = 16;
  const std::string_view name = trim(unit_name);
  if (name.size() > kLongestName)
    return std::nullopt;
  const std::string wanted = to_lower(name);
  for (const TimeUnitName& unit : kTimeUnitNames) {
    if (unit.name == wanted)
      return unit.seconds;
  }
  return std::nullopt;
}

}  // namespace leadwise::io
