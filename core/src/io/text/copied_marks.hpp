#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Lines that every copy of a record bears, in whatever format and with or without identifiers, since what they say changes what
/// may be said of the ECG: that its format was never tried, and where the electrodes sat.
std::vector<std::string> copied_marks(const EcgRecord& record);

/// True for one of these lines, whatever mark of a comment stands before it.
bool is_copied_mark(std::string_view line);

/// Takes what the lines say into the record.
void take_copied_marks(EcgRecord& record);

}  // namespace leadwise::io
