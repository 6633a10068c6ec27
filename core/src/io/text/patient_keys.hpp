#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// What an age under that key is counted in: "years" of "Age (years)", "months" of "age_months", empty where the key does not
/// say ("Age", "patient_age", "Age at ECG"). nullopt where the key is not of the patient's age.
std::optional<std::string> age_unit_in_key(std::string_view key);

/// Whether `letters` (of key_letters) is a name under which files state the date of birth ("dob", "dateofbirth"), the day or time of
/// the recording ("acquisitiontime", "recordedat"; "date" may be another's, and counts where nothing else is), a pacemaker ("paced", "pacemaker"), an interpretation ("diagnosis",
/// "statements") or free text ("comments").
bool is_birth_date_key(std::string_view letters);
bool is_recording_time_key(std::string_view letters);
bool may_be_recording_time_key(std::string_view letters);
bool is_pacing_key(std::string_view letters);
bool is_interpretation_key(std::string_view letters);
bool is_comment_key(std::string_view letters);

}  // namespace leadwise::io
