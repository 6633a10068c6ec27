#include "support/option_value.hpp"

#include <cmath>

namespace leadwise::training {

bool take_option(const nlohmann::json& value, std::string& member) {
  if (!value.is_string())
    return false;
  member = value.get<std::string>();
  return true;
}

bool take_option(const nlohmann::json& value, bool& member) {
  if (!value.is_boolean())
    return false;
  member = value.get<bool>();
  return true;
}

bool take_option(const nlohmann::json& value, double& member) {
  if (!value.is_number())
    return false;
  member = value.get<double>();
  return std::isfinite(member);
}

bool take_option(const nlohmann::json& value, std::uint64_t& member) {
  if (!value.is_number_unsigned())
    return false;
  member = value.get<std::uint64_t>();
  return true;
}

bool take_option(const nlohmann::json& value, std::vector<std::string>& member) {
  if (!value.is_array())
    return false;
  member.clear();
  for (const auto& item : value) {
    if (!item.is_string())
      return false;
    member.push_back(item.get<std::string>());
  }
  return true;
}

}  // namespace leadwise::training
