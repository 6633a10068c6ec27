#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace leadwise::cli {

/// "TruncatedData: the file ends early (at byte 1234)", of an answer's {code, message} with or without an offset.
std::string reason_text(const nlohmann::ordered_json& reason);

}  // namespace leadwise::cli
