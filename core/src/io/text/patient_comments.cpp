#include "text/patient_comments.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/comment_field.hpp"
#include "text/copied_marks.hpp"
#include "text/number_text.hpp"
#include "text/pacing_words.hpp"
#include "text/patient_age.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "59", "59 years", "4M"; nothing where it is unknown or no age.
std::optional<double> age_in_words(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string_view unit = trim(text.substr(end));
  return age_years(text.substr(0, end), unit.empty() ? "years" : unit);
}

bool is_blank_or_mark(char c) { return !is_letter(c) && !(c >= '0' && c <= '9'); }

/// A field of a line that holds several: "Age: 62  Sex: M".
enum class PlainField { age, sex };

// Takes "Age:", "Sex:" or "Gender:" off the front of `rest`.
std::optional<PlainField> take_key(std::string_view& rest) {
  struct Key {
    std::string_view word;
    PlainField field;
  };
  constexpr std::array kKeys = {Key{"age", PlainField::age}, Key{"sex", PlainField::sex},
                                Key{"gender", PlainField::sex}};
  for (const Key& key : kKeys) {
    if (to_lower(rest.substr(0, key.word.size())) != key.word)
      continue;
    const std::string_view behind = trim(rest.substr(key.word.size()));
    if (behind.empty() || behind.front() != ':')
      continue;
    rest = behind.substr(1);
    return key.field;
  }
  return std::nullopt;
}

// Takes the words in front of the next key, or all that are left, off the front of `rest`.
std::string_view take_value(std::string_view& rest) {
  rest = trim(rest);
  const std::string_view all = rest;
  if (std::string_view next = rest; take_key(next))
    return {};
  std::size_t end = 0;
  for (std::string_view next = rest; !take_token(next).empty();) {
    end = static_cast<std::size_t>(next.data() - all.data());
    std::string_view behind = next = trim(next);
    if (take_key(behind))
      break;
  }
  rest.remove_prefix(end);
  rest = trim(rest);
  std::string_view value = trim(all.substr(0, end));
  while (!value.empty() && (value.back() == ',' || value.back() == ';'))
    value.remove_suffix(1);
  return value;
}

bool is_unknown(std::string_view value) {
  const std::string word = to_lower(value);
  return word == "unknown" || word == "nan" || word == "n/a" ||
         std::none_of(word.begin(), word.end(), [](char c) { return !is_blank_or_mark(c); });
}

// What follows a value that is none might be a part of it ("Sex: M  Gestational age: 30 weeks"), and is not taken.
void take_plain_fields(std::string_view rest, Patient& patient) {
  while (const auto field = take_key(rest)) {
    const std::string_view value = take_value(rest);
    const auto age = *field == PlainField::age ? age_in_words(value) : std::nullopt;
    const auto sex = *field == PlainField::sex ? parse_sex(value) : std::nullopt;
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
      patient.age_years = age_in_words(comment_field(line, "age"));
    if (!patient.sex)
      patient.sex = parse_sex(comment_field(line, "sex"));
    take_plain_fields(line, patient);
    take_mit_line(line, patient);
    take_text(patient.id, comment_field(line, "patient id"));
    take_text(patient.name, comment_field(line, "patient name"));
    take_text(patient.birth_date, comment_field(line, "birth date"));
    if (says_paced(line))
      record.paced = true;
  }
}

std::optional<std::string> age_of_minor(const EcgRecord& record) {
  const auto age = record.patient.age_years;
  return age && *age < kAdultAgeYears ? std::optional("Age: " + number_text(*age)) : std::nullopt;
}

}  // namespace leadwise::io
