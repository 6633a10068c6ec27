#pragma once

#include <string>

namespace leadwise::cli {

/// What stands above the first measured record: what the answers may be used for. Empty for a failure.
std::string measurement_heading(const std::string& json_line);

/// A measured record for reading, several lines: quality and warnings first, then rhythm, measurements beside those of
/// the file, and the criteria with their values and what was published of them.
std::string measurement_text(const std::string& json_line);

}  // namespace leadwise::cli
