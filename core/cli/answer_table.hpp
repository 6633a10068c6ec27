#pragma once

#include <string>

namespace leadwise::cli {

/// What stands above the first answer of a model: whose answers these are and what they may be used for. Empty for a
/// failure, which no model has seen.
std::string table_heading(const std::string& json_line);

/// One answer as a line to read. A score of 0-100, not a percentage, where the weights were never tested on
/// patients.
std::string table_line(const std::string& json_line);

}  // namespace leadwise::cli
