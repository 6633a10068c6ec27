#pragma once

#include "ingest/record_finder.hpp"

namespace leadwise::training {

/// Reads a record and completes what its list said by what its file says. A patient that only the file names is kept as a
/// hash. Errors: whatever the core answers; UnsupportedLeadSet (no standard lead), TooShort, UntriedFormat (no score is
/// given to such a file, so nothing is learnt from it).
Result<Recording> read_found(const FoundRecord& found);

}  // namespace leadwise::training
