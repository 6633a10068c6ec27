#include "shards/set_state.hpp"

#include <fstream>

#include <nlohmann/json.hpp>

namespace leadwise::training {

Result<std::optional<SetState>> read_set_state(const std::filesystem::path& folder) {
  const auto path = folder / kSetStateName;
  std::error_code status;
  if (!std::filesystem::exists(path, status))
    return std::nullopt;
  std::ifstream stream(path);
  const auto json = nlohmann::json::parse(stream, nullptr, false);
  if (!json.is_object() || !json.contains("complete") || !json["complete"].is_boolean())
    return fail(ErrorCode::InvalidHeader, "\"" + path.string() + "\" is not what ingest writes");
  SetState state{json["complete"].get<bool>(), std::nullopt};
  if (json.contains("shards") && json["shards"].is_number_unsigned())
    state.shards = json["shards"].get<std::size_t>();
  return state;
}

}  // namespace leadwise::training
