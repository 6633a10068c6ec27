#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// A row of a table with a header line: column name to text.
using TableRow = std::map<std::string, std::string>;

/// Reads comma-separated text with a header; fields may be quoted, "" is a quote inside.
/// Error: InvalidHeader naming the line whose number of fields differs from the header's, or a missing column of
/// `required`.
Result<std::vector<TableRow>> read_table(std::string_view text, const std::vector<std::string>& required);

}  // namespace leadwise::training
