#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace leadwise::cli {

/// What one head's answer rests on: the leads and waves that moved the logit most, by how much, and what that does not say.
/// Empty where nothing was explained.
std::string explanation_text(const nlohmann::ordered_json& attribution, const std::string& head);

}  // namespace leadwise::cli
