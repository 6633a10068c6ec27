#pragma once

#include <string_view>

namespace leadwise::io {

/// True where a line says who confirmed, read or ordered the ECG ("Confirmed by ...", "Referred by: ..."): such lines name
/// persons and are no statements about the ECG.
bool names_a_reader(std::string_view statement);

}  // namespace leadwise::io
