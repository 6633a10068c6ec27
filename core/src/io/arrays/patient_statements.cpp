#include "arrays/patient_statements.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "arrays/stated_variables.hpp"
#include "text/calendar_date.hpp"
#include "text/number_text.hpp"
#include "text/pacing_words.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"
#include "text/patient_keys.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// One number or one text, as text; empty where there are more, or none.
std::string scalar_text(const ArrayVariable& variable) {
  if (variable.holds_texts)
    return variable.texts.size() == 1 ? std::string(trim(variable.texts.front())) : std::string();
  const bool is_number = is_single_number(variable) && std::isfinite(number_at(variable, 0));
  return is_number ? number_text(number_at(variable, 0)) : std::string();
}

// What the name says of an age's unit: "age", "age_months", and the fields "value" and "months" of an object "age".
std::optional<std::string> age_unit_in_name(const ArrayVariable& variable) {
  const std::string_view object = last_name(variable.parent);
  if (auto unit = age_unit_in_key(variable.name); unit || !age_unit_in_key(object))
    return unit;
  return key_letters(variable.name) == "value" ? age_unit_in_key(object)
                                               : age_unit_in_key(std::string(object) + ' ' + variable.name);
}

// "age_unit" beside "age", or "unit" in the object "age".
bool states_unit_of(const ArrayVariable& age, const ArrayVariable& variable) {
  if (variable.parent != age.parent || variable.texts.size() != 1)
    return false;
  const std::string letters = key_letters(variable.name), of = key_letters(age.name);
  return letters == of + "unit" || letters == of + "units" || letters == "ageunit" || letters == "ageunits" ||
         (of == "value" && is_unit_key(letters));
}

// Without a unit an age is in years.
std::string age_unit_of(const ArrayFile& file, const ArrayVariable& age) {
  const std::string in_name = age_unit_in_name(age).value_or("");
  const auto beside = std::find_if(file.variables.begin(), file.variables.end(),
                                   [&](const ArrayVariable& variable) { return states_unit_of(age, variable); });
  if (!in_name.empty() || beside == file.variables.end())
    return in_name.empty() ? "years" : in_name;
  return beside->texts.front();
}

bool is_relative(std::string_view object) {
  const std::string letters = key_letters(object);
  return letters == "mother" || letters == "father" || letters == "physician" || letters == "operator";
}

void take_age(const ArrayFile& file, std::string_view parent, EcgRecord& record) {
  const auto is_age = [](const ArrayVariable& variable, std::string_view) {
    return age_unit_in_name(variable).has_value() && !is_relative(last_name(variable.parent));
  };
  for (const ArrayVariable* variable : stated_variables(file, parent, is_age)) {
    if (!record.patient.age_years)
      take_stated_age(scalar_text(*variable), age_unit_of(file, *variable), record);
  }
}

void take_sex(const ArrayFile& file, std::string_view parent, Patient& patient) {
  const auto is_sex = [](const ArrayVariable&, std::string_view letters) {
    return letters == "sex" || letters == "gender" || letters == "patientsex" || letters == "patientgender";
  };
  for (const ArrayVariable* variable : stated_variables(file, parent, is_sex)) {
    if (!patient.sex)
      patient.sex = parse_sex(scalar_text(*variable));
  }
}

void take_time(const ArrayVariable& variable, EcgRecord& record) {
  if (!record.acquisition_time)
    record.acquisition_time = iso_moment(scalar_text(variable));
}

void take_dates(const ArrayFile& file, std::string_view parent, EcgRecord& record) {
  const auto is_birth = [](const ArrayVariable&, std::string_view letters) { return is_birth_date_key(letters); };
  for (const ArrayVariable* variable : stated_variables(file, parent, is_birth)) {
    const std::string text = scalar_text(*variable);
    if (!record.patient.birth_date && holds_digit(text))
      record.patient.birth_date = iso_moment(text).value_or(text);
  }
  const auto is_time = [](const ArrayVariable&, std::string_view letters) { return is_recording_time_key(letters); };
  for (const ArrayVariable* variable : stated_variables(file, parent, is_time))
    take_time(*variable, record);
  // "date" of anything else is not the recording's.
  for (const ArrayVariable& variable : file.variables) {
    if ((variable.parent == parent || variable.parent.empty()) && may_be_recording_time_key(key_letters(variable.name)))
      take_time(variable, record);
  }
}

// "true", "1", "yes" and "DDD" say that there is a pacemaker; "unknown" and nothing at all leave it open.
std::optional<bool> is_paced(const std::string& text) {
  constexpr std::array<std::string_view, 7> kDenied = {"false", "f", "0", "no", "n", "none", "absent"};
  if (std::find(kDenied.begin(), kDenied.end(), to_lower(text)) != kDenied.end())
    return false;
  return says_paced("pacemaker: " + text) ? std::optional(true) : std::nullopt;
}

void take_pacing(const ArrayFile& file, EcgRecord& record) {
  for (const ArrayVariable& variable : file.variables) {
    if (!is_pacing_key(key_letters(variable.name)))
      continue;
    const auto paced = is_paced(scalar_text(variable));
    if (paced && !record.paced.value_or(false))
      record.paced = paced;
  }
}

bool holds_shares(const ArrayVariable& variable, std::uint64_t count) {
  if (!is_number_list(variable) || element_count(variable.shape) != count)
    return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (const double share = number_at(variable, i); !(share >= 0.0 && share <= 1.0))
      return false;
  }
  return true;
}

// The names of a data set's classes stand beside as many zeros, ones or probabilities: not all of them are this ECG's.
bool names_classes(const ArrayFile& file, const ArrayVariable& variable) {
  const std::size_t count = variable.texts.size();
  return count > 1 && std::any_of(file.variables.begin(), file.variables.end(),
                                  [&](const ArrayVariable& beside) { return holds_shares(beside, count); });
}

// Codes of diagnoses are those of "Dx:" in a WFDB header.
void take_texts(const ArrayFile& file, EcgRecord& record) {
  for (const ArrayVariable& variable : file.variables) {
    const std::string letters = key_letters(variable.name);
    if (is_comment_key(letters))
      record.comments.insert(record.comments.end(), variable.texts.begin(), variable.texts.end());
    if (!is_interpretation_key(letters) || names_classes(file, variable))
      continue;
    const std::span texts = std::span(variable.texts).first(std::min(variable.texts.size(), kMostTexts));
    record.statements.insert(record.statements.end(), texts.begin(), texts.end());
    if (std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return says_paced("Dx: " + text); }))
      record.paced = true;
  }
}

}  // namespace

void take_patient_statements(const ArrayFile& file, std::string_view parent, EcgRecord& record) {
  take_dates(file, parent, record);
  take_age(file, parent, record);
  take_sex(file, parent, record.patient);
  take_pacing(file, record);
  take_texts(file, record);
  read_patient_comments(record);
}

}  // namespace leadwise::io
