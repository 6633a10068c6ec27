#include "layer_json.hpp"

namespace leadwise::nn {
namespace {

// One list of fields per layer type serves reading and writing: `visit_fields` hands each name and value to `field`.

template <class L, class Visitor>
void visit_convolution(L& layer, Visitor field) {
  field("in_channels", layer.in_channels);
  field("out_channels", layer.out_channels);
  field("kernel", layer.kernel);
  field("stride", layer.stride);
  field("padding", layer.padding);
}

template <class L, class Visitor>
void visit_fields(L& layer, Visitor field) {
  using Type = std::remove_const_t<L>;
  if constexpr (std::is_same_v<Type, Conv1d>) {
    visit_convolution(layer, field);
  } else if constexpr (std::is_same_v<Type, ConvTranspose1d>) {
    visit_convolution(layer, field);
    field("output_padding", layer.output_padding);
  } else if constexpr (std::is_same_v<Type, Linear>) {
    field("in_features", layer.in_features);
    field("out_features", layer.out_features);
  } else if constexpr (std::is_same_v<Type, Reshape>) {
    field("length", layer.length);
    field("channels", layer.channels);
  }
}

template <class L>
constexpr const char* type_name() {
  if constexpr (std::is_same_v<L, Conv1d>)
    return "conv1d";
  if constexpr (std::is_same_v<L, ConvTranspose1d>)
    return "conv_transpose1d";
  if constexpr (std::is_same_v<L, Linear>)
    return "linear";
  if constexpr (std::is_same_v<L, Relu>)
    return "relu";
  if constexpr (std::is_same_v<L, Flatten>)
    return "flatten";
  if constexpr (std::is_same_v<L, GlobalAveragePool>)
    return "global_average_pool";
  if constexpr (std::is_same_v<L, Reshape>)
    return "reshape";
}

/// Tries the variant's alternatives from the I-th on for the one named `type`.
template <std::size_t I = 0>
Layer parse_fields(const std::string& type, JsonFields& fields) {
  if constexpr (I < std::variant_size_v<Layer>) {
    using L = std::variant_alternative_t<I, Layer>;
    if (type != type_name<L>())
      return parse_fields<I + 1>(type, fields);
    L layer{};
    visit_fields(layer, [&fields](const char* name, std::size_t& value) { value = fields.count(name); });
    return layer;
  } else {
    fields.refuse("type", "\"" + type + "\" is not a known layer");
    return Relu{};
  }
}

}  // namespace

Layer parse_layer(const nlohmann::json& value, const std::string& path, FirstError& error) {
  JsonFields fields(value, path, error);
  const std::string type = fields.text("type");
  Layer layer = parse_fields(type, fields);
  fields.end();
  return layer;
}

nlohmann::ordered_json layer_json(const Layer& layer) {
  return std::visit(
      [](const auto& chosen) {
        nlohmann::ordered_json object;
        object["type"] = type_name<std::decay_t<decltype(chosen)>>();
        visit_fields(chosen, [&object](const char* name, std::size_t value) { object[name] = value; });
        return object;
      },
      layer);
}

}  // namespace leadwise::nn
