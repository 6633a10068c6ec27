#pragma once

#include "leadwise/screener.hpp"
#include "report_parts.hpp"

namespace leadwise::report {

/// One object an explanation; null where there is none. docs/explaining.md says what the fields mean.
Json explanations_json(const std::vector<Explanation>& explanations);

}  // namespace leadwise::report
