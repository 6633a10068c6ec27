#include "text/patient_age.hpp"

#include <array>
#include <string>

#include "text/calendar_date.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr double kOldestYears = 150.0;
constexpr double kDaysPerYear = 365.25;

struct AgeUnit {
  std::string_view name;
  double per_year;
};

constexpr std::array kAgeUnits = {
    AgeUnit{"a", 1.0},
    AgeUnit{"y", 1.0},
    AgeUnit{"yr", 1.0},
    AgeUnit{"yrs", 1.0},
    AgeUnit{"year", 1.0},
    AgeUnit{"years", 1.0},
    AgeUnit{"m", 12.0},
    AgeUnit{"mo", 12.0},
    AgeUnit{"month", 12.0},
    AgeUnit{"months", 12.0},
    AgeUnit{"w", kDaysPerYear / 7.0},
    AgeUnit{"wk", kDaysPerYear / 7.0},
    AgeUnit{"week", kDaysPerYear / 7.0},
    AgeUnit{"weeks", kDaysPerYear / 7.0},
    AgeUnit{"d", kDaysPerYear},
    AgeUnit{"day", kDaysPerYear},
    AgeUnit{"days", kDaysPerYear},
    AgeUnit{"hour", kDaysPerYear * 24.0},
    AgeUnit{"hours", kDaysPerYear * 24.0},
};

}  // namespace

std::optional<double> age_on_date_years(std::string_view birth_date, std::string_view date) {
  constexpr std::size_t kLength = 10;
  const auto birth = parse_iso_date(birth_date.substr(0, kLength)), then = parse_iso_date(date.substr(0, kLength));
  return birth && then ? years_between(*birth, *then) : std::nullopt;
}

std::optional<double> age_years(std::string_view number, std::string_view unit) {
  const auto value = parse_double(trim(number));
  const std::string wanted = to_lower(trim(unit));
  for (const AgeUnit& known : kAgeUnits) {
    // Written so that NaN fails.
    if (known.name == wanted && value && *value >= 0.0 && *value / known.per_year <= kOldestYears)
      return *value / known.per_year;
  }
  return std::nullopt;
}

}  // namespace leadwise::io
