#include "text/patient_keys.hpp"

#include <array>

#include "text/patient_age.hpp"
#include "text/plain_letters.hpp"
#include "text/statement_keys.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<std::string_view, 10> kAgeNames = {"age",      "patientage",     "patientsage",      "subjectage",
                                                        "ageatecg", "ageatrecording", "ageatacquisition", "alter",
                                                        "edad",     "idade"};

bool names_age_unit(std::string_view word) { return age_years("1", word).has_value(); }

// "aged" is not an age in days: a letter alone is a unit in brackets, or where it can be nothing else.
bool may_end_key(std::string_view unit, bool bracketed) {
  return names_age_unit(unit) && (bracketed || unit.size() > 1 || unit == "y");
}

// `words` begin and end with a blank.
bool is_among(std::string_view words, std::string_view letters) {
  return !letters.empty() && words.find(' ' + std::string(letters) + ' ') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> age_unit_in_key(std::string_view key) {
  const std::string letters = key_letters(plain_letters(key));
  const bool bracketed = key.find_first_of("([") != std::string_view::npos;
  for (const std::string_view name : kAgeNames) {
    if (!letters.starts_with(name))
      continue;
    std::string_view unit = std::string_view(letters).substr(name.size());
    if (unit.starts_with("in"))
      unit.remove_prefix(2);
    if (unit.empty() || may_end_key(unit, bracketed))
      return std::string(unit);
  }
  return std::nullopt;
}

bool is_birth_date_key(std::string_view letters) {
  return is_among(" birthdate dateofbirth dob birthday patientbirthdate patientdateofbirth patientdob ", letters);
}

bool is_recording_time_key(std::string_view letters) {
  return is_among(
      " acquisitiontime acquisitiondate acquisitiondatetime recordedat recordedon recordeddate recordingtime "
      "recordingdate "
      "recordingdatetime recordingstart starttime startdatetime basedatetime basedate ecgdate ",
      letters);
}

bool may_be_recording_time_key(std::string_view letters) {
  return is_among(" testdate studydate date datetime ", letters);
}

bool is_pacing_key(std::string_view letters) {
  return is_among(" paced ispaced pacing pacedrhythm pacemaker haspacemaker pacemakerpresent ", letters);
}

bool is_interpretation_key(std::string_view letters) {
  return is_among(
      " diagnosis diagnoses dx statement statements interpretation interpretations finding findings conclusion "
      "conclusions impression rhythm report ",
      letters);
}

bool is_comment_key(std::string_view letters) {
  return is_among(" comment comments note notes remark remarks ", letters);
}

}  // namespace leadwise::io
