#include "text/patient_age.hpp"

#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr int kOldestYears = 150;

struct CalendarDate {
  int year = 0;
  int month = 0;
  int day = 0;
};

std::optional<CalendarDate> parse_date(std::string_view text) {
  constexpr std::size_t kLength = 10;
  if (text.size() < kLength || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  const auto year = parse_unsigned(text.substr(0, 4)), month = parse_unsigned(text.substr(5, 2)),
             day = parse_unsigned(text.substr(8, 2));
  const bool valid = year && month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
  if (!valid)
    return std::nullopt;
  return CalendarDate{static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day)};
}

}  // namespace

std::optional<double> age_on_date_years(std::string_view birth_date, std::string_view date) {
  const auto birth = parse_date(birth_date), then = parse_date(date);
  if (!birth || !then)
    return std::nullopt;
  const bool before_birthday = then->month * 100 + then->day < birth->month * 100 + birth->day;
  const int years = then->year - birth->year - (before_birthday ? 1 : 0);
  return years >= 0 && years <= kOldestYears ? std::optional(static_cast<double>(years)) : std::nullopt;
}

}  // namespace leadwise::io
