#pragma once

#include <string>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Adds a note unless the record bears it already: what is odd in one segment is odd in a thousand.
void add_wfdb_note(EcgRecord& record, ErrorCode code, const std::string& message);

}  // namespace leadwise::io
