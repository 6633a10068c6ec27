#include "text/patient_comments.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/calendar_date.hpp"
#include "text/comment_field.hpp"
#include "text/copied_marks.hpp"
#include "text/number_text.hpp"
#include "text/pacing_words.hpp"
#include "text/patient_age.hpp"
#include "text/patient_keys.hpp"
#include "text/plain_letters.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_blank_or_mark(char c) { return !is_letter(c) && !(c >= '0' && c <= '9'); }

/// A field of a line that holds several: "Age: 62  Sex: M".
enum class PlainField { age, sex };

/// A key at the front of a text, the unit that it states of an age, and what stands behind its mark.
struct PlainKey {
  PlainField field;
  std::string age_unit;
  std::string_view rest;
};

// "Age:", "Age (years) =", "age_months,", "Sex:", "Gender;". Longer texts are no such key, and words with digits ("Age 59, Sex: M").
std::optional<PlainKey> plain_key(std::string_view text) {
  constexpr std::size_t kLongestKey = 40;
  const std::size_t mark = text.substr(0, kLongestKey).find_first_of(kKeyMarks);
  const std::string_view key = text.substr(0, std::min(mark, text.size()));
  if (mark == std::string_view::npos || key.find_first_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const std::string_view rest = behind_mark(text, mark);
  if (auto unit = age_unit_in_key(key))
    return PlainKey{PlainField::age, unit->empty() ? "years" : std::move(*unit), rest};
  const std::string letters = key_letters(key);
  return letters == "sex" || letters == "gender" ? std::optional(PlainKey{PlainField::sex, {}, rest}) : std::nullopt;
}

// Takes the words in front of the next key, or all that are left, off the front of `rest`; without quotes and what pads it.
std::string_view take_value(std::string_view& rest) {
  rest = trim(rest);
  const std::string_view all = rest;
  if (plain_key(rest))
    return {};
  std::size_t end = 0;
  for (std::string_view next = rest; !take_token(next).empty();) {
    end = static_cast<std::size_t>(next.data() - all.data());
    next = trim(next);
    if (plain_key(next))
      break;
  }
  rest = trim(rest.substr(end));
  std::string_view value = all.substr(0, end);
  constexpr std::string_view kAround = " \t,;\"'";
  value.remove_prefix(std::min(value.find_first_not_of(kAround), value.size()));
  return value.substr(0, value.find_last_not_of(kAround) + 1);
}

bool is_unknown(std::string_view value) {
  const std::string word = to_lower(value);
  return word == "unknown" || word == "nan" || word == "n/a" ||
         std::none_of(word.begin(), word.end(), [](char c) { return !is_blank_or_mark(c); });
}

// What follows a value that is none might be a part of it ("Sex: M  Gestational age: 30 weeks"), and is not taken.
void take_plain_fields(std::string_view rest, Patient& patient) {
  while (const auto key = plain_key(rest)) {
    rest = key->rest;
    const std::string_view value = take_value(rest);
    const auto age = key->field == PlainField::age ? age_in_words(value, key->age_unit) : std::nullopt;
    const auto sex = key->field == PlainField::sex ? parse_sex(value) : std::nullopt;
    if (!age && !sex && !is_unknown(value))
      return;
    if (!patient.age_years)
      patient.age_years = age;
    if (!patient.sex)
      patient.sex = sex;
  }
}

bool is_whole_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// The first comment of the MIT-BIH Arrhythmia Database: age, sex, and the numbers of tape and recorder, as
// "69 M 1085 1629 x1".
void take_mit_line(std::string_view line, Patient& patient) {
  const std::string_view age = take_token(line), sex = take_token(line);
  const std::string_view first = take_token(line), second = take_token(line), third = take_token(line);
  const bool is_one = is_whole_number(first) && is_whole_number(second) && third.size() == 2 && third.front() == 'x' &&
                      is_whole_number(third.substr(1)) && trim(line).empty() && (sex == "M" || sex == "F");
  if (!is_one)
    return;
  if (!patient.age_years && is_whole_number(age))
    patient.age_years = age_years(age, "years");
  if (!patient.sex)
    patient.sex = parse_sex(sex);
}

void take_text(std::optional<std::string>& field, std::string_view value) {
  if (!field && !value.empty())
    field = std::string(value);
}

// What one line alone says: who it is, born when, recorded when.
void take_identity(std::string_view line, EcgRecord& record) {
  const std::size_t mark = line.find_first_of(kKeyMarks);
  if (mark == std::string_view::npos)
    return;
  const std::string letters = key_letters(line.substr(0, mark));
  // Behind a colon names may hold what parts the cells of a table.
  const std::string_view value = line[mark] == ':' ? trim(behind_mark(line, mark)) : value_behind(line, mark);
  if (letters == "patientid")
    take_text(record.patient.id, value);
  else if (letters == "patientname")
    take_text(record.patient.name, value);
  else if (is_birth_date_key(letters) && holds_digit(value))
    take_text(record.patient.birth_date, iso_moment(value).value_or(std::string(value)));
  else if (is_recording_time_key(letters) && !record.acquisition_time)
    record.acquisition_time = iso_moment(value);
}

// "Date" where no other line says when the recording was made.
void take_any_date(std::string_view line, EcgRecord& record) {
  const std::size_t mark = line.find_first_of(kKeyMarks);
  if (!record.acquisition_time && mark != std::string_view::npos &&
      may_be_recording_time_key(key_letters(line.substr(0, mark))))
    record.acquisition_time = iso_moment(value_behind(line, mark));
}

// The word "age" in front of a number, which another cell of the line does not hold, or "9 year old".
bool names_an_age(std::string_view line) {
  const std::string text = plain_letters(line);
  for (const char* old : {"year old", "year-old", "years old"}) {
    if (text.find(old) != std::string::npos)
      return true;
  }
  const auto letter_at = [&](std::size_t i) { return i < text.size() && is_letter(text[i]); };
  for (std::size_t at = text.find("age"); at != std::string::npos; at = text.find("age", at + 1)) {
    const bool is_word = (at == 0 || !letter_at(at - 1)) && !letter_at(at + 3);
    const std::size_t number = text.find_first_of("0123456789", at), cell_end = text.find_first_of(",;\t", at + 4);
    if (is_word && number != std::string::npos && cell_end > number)
      return true;
  }
  return false;
}

}  // namespace

std::optional<Sex> parse_sex(std::string_view text) {
  const std::string word = to_lower(text);
  if (word == "f" || word == "female" || word == "woman")
    return Sex::female;
  if (word == "m" || word == "male" || word == "man")
    return Sex::male;
  if (word == "o" || word == "other")
    return Sex::other;
  return std::nullopt;
}

void read_patient_comments(EcgRecord& record) {
  Patient& patient = record.patient;
  for (const std::string& comment : record.comments) {
    const std::string_view line = trim(comment);
    if (is_copied_mark(line))
      continue;
    if (!patient.age_years)
      patient.age_years = age_in_words(comment_field(line, "age"), "years");
    if (!patient.sex)
      patient.sex = parse_sex(comment_field(line, "sex"));
    take_plain_fields(line, patient);
    take_mit_line(line, patient);
    take_identity(line, record);
    if (says_paced(line))
      record.paced = true;
  }
  for (const std::string& comment : record.comments)
    take_any_date(trim(comment), record);
}

void note_unread_age(EcgRecord& record) {
  if (!record.patient.age_years && std::any_of(record.comments.begin(), record.comments.end(), names_an_age))
    record.notes.push_back(
        {ErrorCode::InvalidHeader, "a comment names an age beside a number that was not read as the patient's age"});
}

std::optional<std::string> age_of_minor(const EcgRecord& record) {
  const auto age = record.patient.age_years;
  return age && *age < kAdultAgeYears ? std::optional("Age: " + number_text(*age)) : std::nullopt;
}

}  // namespace leadwise::io
