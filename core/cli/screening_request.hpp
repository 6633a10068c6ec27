#pragma once

#include <string>

#include "screening_run.hpp"

namespace leadwise::cli {

/// What was asked otherwise than by default and bears on the answers ({"leads": "6", "age_years": 70.0}); empty where nothing
/// was. It stands in every line of a file of answers, so that answers to one request are never taken for answers to another.
std::string screening_request_json(const ScreeningRun& run);

}  // namespace leadwise::cli
