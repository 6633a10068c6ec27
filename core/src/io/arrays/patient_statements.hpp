#pragma once

#include <string_view>

#include "arrays/array_file.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Takes what the variables beside an ECG say of its patient and its time: age with its unit ("age_months", "age_unit", an object
/// of value and unit), sex, date of birth, time of the recording, pacemaker, interpretation and comments. Those under the same
/// parent as the samples go before all others; a pacemaker counts wherever it stands.
void take_patient_statements(const ArrayFile& file, std::string_view parent, EcgRecord& record);

}  // namespace leadwise::io
