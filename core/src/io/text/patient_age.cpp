#include "text/patient_age.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/calendar_date.hpp"
#include "text/number_text.hpp"
#include "text/plain_letters.hpp"
#include "text/statement_keys.hpp"
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
    AgeUnit{"yo", 1.0},
    AgeUnit{"ans", 1.0},
    AgeUnit{"jahre", 1.0},
    AgeUnit{"anos", 1.0},
    AgeUnit{"anni", 1.0},
    AgeUnit{"jaar", 1.0},
    AgeUnit{"an", 1.0},
    AgeUnit{"jahr", 1.0},
    AgeUnit{"jahren", 1.0},
    AgeUnit{"ano", 1.0},
    AgeUnit{"anno", 1.0},
    AgeUnit{"mois", 12.0},
    AgeUnit{"monat", 12.0},
    AgeUnit{"monate", 12.0},
    AgeUnit{"monaten", 12.0},
    AgeUnit{"mes", 12.0},
    AgeUnit{"meses", 12.0},
    AgeUnit{"mesi", 12.0},
    AgeUnit{"maanden", 12.0},
    AgeUnit{"semaines", kDaysPerYear / 7.0},
    AgeUnit{"wochen", kDaysPerYear / 7.0},
    AgeUnit{"tage", kDaysPerYear},
    AgeUnit{"jours", kDaysPerYear},
    AgeUnit{"dias", kDaysPerYear},
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
  if (const auto day = parse_certain_date(date))
    return PossibleDays{*day, *day};
  if (date.size() != kMonth && date.size() != kYear)
    return std::nullopt;
  const auto first = parse_iso_date(std::string(date).append(date.size() == kYear ? "-01-01" : "-01"));
  const auto last = first ? last_of_month(first->year, date.size() == kYear ? 12 : first->month) : std::nullopt;
  return last ? std::optional(PossibleDays{*first, *last, false}) : std::nullopt;
}

// "2015" of "05/06/2015" and "mai 2015": the only number of four digits.
std::string_view year_in(std::string_view date) {
  constexpr std::string_view kDigits = "0123456789";
  std::string_view year;
  for (std::size_t at = date.find_first_of(kDigits); at < date.size(); at = date.find_first_of(kDigits, at)) {
    const std::size_t end = std::min(date.find_first_not_of(kDigits, at), date.size());
    if (end - at == 4)
      year = year.empty() ? date.substr(at, 4) : date;
    at = end;
  }
  return year;
}

std::optional<PossibleDays> days_in(std::string_view date) {
  const auto days = possible_days(date);
  return days ? days : possible_days(year_in(date));
}

std::optional<double> youngest_age_years(const PossibleDays& birth, const PossibleDays& recording) {
  if (const auto youngest = years_between(birth.last, recording.first))
    return youngest;
  // Born in the year of the recording.
  return years_between(birth.first, recording.last) ? std::optional(0.0) : std::nullopt;
}

}  // namespace

void take_age_on(std::string_view day, EcgRecord& record) {
  Patient& patient = record.patient;
  if (patient.age_years || !patient.birth_date)
    return;
  const auto birth = days_in(*patient.birth_date), recording = days_in(day);
  if (!birth || !recording)
    return;
  patient.age_years = youngest_age_years(*birth, *recording);
  if (patient.age_years && !(birth->is_whole && recording->is_whole))
    record.notes.push_back(
        {ErrorCode::InvalidHeader,
         "the date of birth or of the recording names no certain day: the age is the youngest possible"});
}

void take_age_at_recording(EcgRecord& record) {
  take_age_on(record.acquisition_time.value_or(""), record);
  // The date itself identifies: it stays out of the note.
  if (record.patient.birth_date && !record.patient.age_years)
    record.notes.push_back({ErrorCode::InvalidHeader,
                            "a date of birth is stated, but with the date of the recording it gives no age: the age is "
                            "unknown"});
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

std::optional<double> age_in_words(std::string_view text, std::string_view unit) {
  constexpr std::string_view kDigits = "0123456789.", kOld = "old";
  text = trim(text);
  const std::size_t end = std::min(text.find_first_not_of(kDigits), text.size());
  const std::string_view number = text.substr(0, end), words = text.substr(end);
  // "90+" is no age; of "9 years 3 months" the years count, and "9,5" has no unit behind its 9.
  if (words.find('+') != std::string_view::npos)
    return std::nullopt;
  std::string letters = key_letters(plain_letters(words.substr(0, words.find_first_of(kDigits))));
  if (letters.ends_with(kOld))
    letters.resize(letters.size() - kOld.size());
  return age_years(number, words.empty() ? unit : std::string_view(letters));
}

namespace {

// "9" of "9 лет", "9,5" and "9+".
std::optional<double> leading_number(std::string_view text) {
  text = trim(text);
  return parse_finite(text.substr(0, text.find_first_not_of("0123456789.")));
}

}  // namespace

void take_stated_age(std::string_view text, std::string_view unit, EcgRecord& record) {
  std::optional<double>& age = record.patient.age_years;
  age = age_in_words(text, unit);
  take_age_on(record.acquisition_time.value_or(""), record);
  if (age || !holds_digit(text))
    return;
  const auto number = leading_number(text);
  if (!number) {
    record.notes.push_back({ErrorCode::InvalidHeader, "the stated age cannot be read and was left out"});
    return;
  }
  const bool is_minor = *number > 0.0 && *number < kAdultAgeYears;
  if (is_minor)
    age = number;
  record.notes.push_back(
      {ErrorCode::InvalidHeader, "the stated age of " + number_text(*number) + " is in no unit that is known" +
                                     (is_minor ? " and was taken as years: of any unit it is that of a minor"
                                               : " or that of nobody and was left out")});
}

}  // namespace leadwise::io
