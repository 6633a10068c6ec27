#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace leadwise::training {

// Each takes a config's value where it is of the option's type, and says whether it was.
bool take_option(const nlohmann::json& value, std::string& member);
bool take_option(const nlohmann::json& value, bool& member);
/// Finite.
bool take_option(const nlohmann::json& value, double& member);
bool take_option(const nlohmann::json& value, std::uint64_t& member);
/// What stood in the list before is dropped.
bool take_option(const nlohmann::json& value, std::vector<std::string>& member);

}  // namespace leadwise::training
