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

/// The days that a date may mean: of "2015" all of that year.
struct PossibleDays {
  CalendarDate first;
  CalendarDate last;
  bool is_whole = true;
};

std::optional<CalendarDate> last_of_month(int year, int month) {
  std::optional<CalendarDate> last;
  for (int day = 31; day >= 28 && !last; --day)
    last = make_date(year, month, day);
  return last;
}

std::optional<PossibleDays> possible_days(std::string_view date) {
  constexpr std::size_t kDay = 10, kMonth = 7, kYear = 4;
  if (const auto day = parse_iso_date(date.substr(0, kDay)))
    return PossibleDays{*day, *day};
  if (date.size() != kMonth && date.size() != kYear)
    return std::nullopt;
  const auto first = parse_iso_date(std::string(date).append(date.size() == kYear ? "-01-01" : "-01"));
  const auto last = first ? last_of_month(first->year, date.size() == kYear ? 12 : first->month) : std::nullopt;
  return last ? std::optional(PossibleDays{*first, *last, false}) : std::nullopt;
}

std::optional<double> youngest_age_years(const PossibleDays& birth, const PossibleDays& recording) {
  if (const auto youngest = years_between(birth.last, recording.first))
    return youngest;
  // Born in the year of the recording.
  return years_between(birth.first, recording.last) ? std::optional(0.0) : std::nullopt;
}

}  // namespace

void take_age_at_recording(EcgRecord& record) {
  Patient& patient = record.patient;
  if (patient.age_years || !patient.birth_date || !record.acquisition_time)
    return;
  const auto birth = possible_days(*patient.birth_date), recording = possible_days(*record.acquisition_time);
  if (!birth || !recording)
    return;
  patient.age_years = youngest_age_years(*birth, *recording);
  if (patient.age_years && !(birth->is_whole && recording->is_whole))
    record.notes.push_back({ErrorCode::InvalidHeader,
                            "the date of birth or of the recording names no day: the age is the youngest possible"});
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
