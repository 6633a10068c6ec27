#include "json/parse_json.hpp"

namespace leadwise::io {

bool parse_json(std::string_view document, nlohmann::json_sax<nlohmann::json>& listener) {
  return nlohmann::json::sax_parse(document.begin(), document.end(), &listener);
}

}  // namespace leadwise::io
