#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "json_fields.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise::nn {

/// {"type": "conv1d", "in_channels": 1, ...}: the layer's fields under their C++ names. An unknown type or a field that
/// the type does not have sets `error`.
Layer parse_layer(const nlohmann::json& value, const std::string& path, FirstError& error);

nlohmann::ordered_json layer_json(const Layer& layer);

}  // namespace leadwise::nn
