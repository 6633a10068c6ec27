#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// True where one of the statements says that the rhythm is paced, by the rules of read_patient_comments ("no pacing" and
/// "wandering atrial pacemaker" do not).
bool say_paced(const std::vector<std::string>& statements);

/// True where a line says who confirmed, read or ordered the ECG ("Confirmed by ...", "Referred by: ..."): such lines name
/// persons and are no statements about the ECG.
bool names_a_reader(std::string_view statement);

}  // namespace leadwise::io
