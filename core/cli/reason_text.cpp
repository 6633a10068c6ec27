#include "reason_text.hpp"

#include <nlohmann/json.hpp>

namespace leadwise::cli {

std::string reason_text(const nlohmann::ordered_json& reason) {
  std::string text = reason["code"].get<std::string>() + ": " + reason["message"].get<std::string>();
  if (reason.contains("offset") && !reason["offset"].is_null())
    text += " (at byte " + reason["offset"].dump() + ")";
  return text;
}

}  // namespace leadwise::cli
