#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace leadwise::training {

/// The results of evaluate_model, for people.
std::string results_table(const nlohmann::json& results);

}  // namespace leadwise::training
