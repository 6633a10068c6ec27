#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace leadwise::io {

/// Goes through a document and tells `listener` what stands in it; false where it is no whole JSON. One instance of the
/// parser serves all listeners, since each more is some kilobytes of the page's download.
bool parse_json(std::string_view document, nlohmann::json_sax<nlohmann::json>& listener);

}  // namespace leadwise::io
