#include "text/patient_comments.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/patient_age.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// SNOMED CT: pacing rhythm, ventricular pacing pattern, atrial pacing pattern, dual-chamber pacing pattern.
constexpr std::array<std::string_view, 4> kPacedCodes = {"10370003", "251266004", "251268003", "251267008"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The value behind `key` and a colon, up to the next "<key>"; the key must stand alone ("Age:", "<age>:").
std::string_view value_of(std::string_view line, std::string_view key) {
  const std::string lower = to_lower(line);
  for (std::size_t at = lower.find(key); at != std::string::npos; at = lower.find(key, at + 1)) {
    if (at > 0 && lower[at - 1] != '<')
      continue;
    std::string_view rest = line.substr(at + key.size());
    if (at > 0 && !rest.empty() && rest.front() == '>')
      rest.remove_prefix(1);
    rest = trim(rest);
    if (rest.empty() || rest.front() != ':')
      continue;
    return trim(rest.substr(1, rest.find('<') - 1));
  }
  return {};
}

// "59", "59 years", "4M"; nothing where it is unknown or no age.
std::optional<double> age_in_words(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string_view unit = trim(text.substr(end));
  return age_years(text.substr(0, end), unit.empty() ? "years" : unit);
}

bool has_code(std::string_view list, std::string_view code) {
  for (std::size_t at = list.find(code); at != std::string_view::npos; at = list.find(code, at + 1)) {
    const auto digit = [&](std::size_t i) { return i < list.size() && list[i] >= '0' && list[i] <= '9'; };
    if ((at == 0 || !digit(at - 1)) && !digit(at + code.size()))
      return true;
  }
  return false;
}

bool is_blank_or_mark(char c) { return !is_letter(c) && !(c >= '0' && c <= '9'); }

/// The word that ends where `text` ends, e.g. "no" of "rhythm: no "; empty where a sentence or clause ends in between.
std::string_view last_word(std::string_view text) {
  while (!text.empty() && is_blank_or_mark(text.back())) {
    if (text.back() == '.' || text.back() == ';' || text.back() == ',')
      return {};
    text.remove_suffix(1);
  }
  std::size_t start = text.size();
  while (start > 0 && is_letter(text[start - 1]))
    --start;
  return text.substr(start);
}

std::string_view first_word(std::string_view text) {
  while (!text.empty() && !is_letter(text.front()))
    text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && is_letter(text[end]))
    ++end;
  return text.substr(0, end);
}

bool is_denial(std::string_view word) {
  constexpr std::array<std::string_view, 9> kDenials = {"no",     "not",     "non",   "none", "without",
                                                        "absent", "unknown", "false", "never"};
  return std::find(kDenials.begin(), kDenials.end(), word) != kDenials.end();
}

/// Denied are "no pacing" and "Pacemaker: none"; words elsewhere in the line ("Paced rhythm - no further analysis") deny
/// nothing, since taking a paced ECG for an unpaced one is the worse mistake.
bool is_denied(std::string_view before, std::string_view after) {
  if (is_denial(last_word(before)))
    return true;
  std::string_view value = trim(after);
  if (value.empty() || value.front() != ':')
    return false;
  value = trim(value.substr(1));
  const std::string_view word = first_word(value);
  return word.empty() ? value.empty() || value.front() != '1' : word == "n" || is_denial(word);
}

/// A pacemaker that wanders or sits in the atrium by itself is no device.
bool is_natural_pacemaker(std::string_view before, std::string_view word) {
  const std::string_view kind = last_word(before);
  return word == "pacemaker" && (kind == "atrial" || kind == "wandering" || kind == "ectopic" || kind == "shifting");
}

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

bool says_paced(std::string_view line) {
  // Blanks at the end would be walked through again for every word in front of them.
  line = trim(line);
  const std::string_view diagnoses = value_of(line, "dx");
  for (const std::string_view code : kPacedCodes) {
    if (has_code(diagnoses, code))
      return true;
  }
  const std::string text = to_lower(line);
  const std::string_view lower(text);
  for (const std::string_view word :
       {std::string_view("pacing"), std::string_view("paced"), std::string_view("pacemaker")}) {
    for (std::size_t at = lower.find(word); at != std::string_view::npos; at = lower.find(word, at + 1)) {
      const std::string_view before = lower.substr(0, at), after = lower.substr(at + word.size());
      const bool whole_word =
          (before.empty() || !is_letter(before.back())) && (after.empty() || !is_letter(after.front()));
      if (whole_word && !is_denied(before, after) && !is_natural_pacemaker(before, word))
        return true;
    }
  }
  return false;
}

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
    if (!patient.age_years)
      patient.age_years = age_in_words(value_of(line, "age"));
    if (!patient.sex)
      patient.sex = parse_sex(value_of(line, "sex"));
    take_plain_fields(line, patient);
    take_mit_line(line, patient);
    take_text(patient.id, value_of(line, "patient id"));
    take_text(patient.name, value_of(line, "patient name"));
    take_text(patient.birth_date, value_of(line, "birth date"));
    if (says_paced(line))
      record.paced = true;
  }
}

}  // namespace leadwise::io
