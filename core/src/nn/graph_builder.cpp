#include "graph_builder.hpp"

#include <limits>
#include <utility>

#include <xnnpack.h>

#include "xnn_status.hpp"

namespace leadwise::nn {
namespace {

constexpr float kUnbounded = std::numeric_limits<float>::infinity();
constexpr std::uint32_t kInternal = XNN_INVALID_VALUE_ID;

/// A sequence is an image of height 1, channels last; a vector is a batch of one.
std::vector<std::size_t> dims_of(const ActivationShape& shape) {
  if (shape.is_vector)
    return {1, shape.channels};
  return {1, 1, shape.length, shape.channels};
}

std::uint32_t u32(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::vector<std::size_t> kernel_dims(std::size_t out_channels, std::size_t kernel, std::size_t in_channels) {
  return {out_channels, 1, kernel, in_channels};
}

}  // namespace

void GraphBuilder::SubgraphDeleter::operator()(xnn_subgraph* subgraph) const { xnn_delete_subgraph(subgraph); }

GraphBuilder::GraphBuilder(Workspace workspace, const ActivationShape& input, std::size_t output_count)
    : workspace_(std::move(workspace)) {
  xnn_subgraph_t subgraph = nullptr;
  check(xnn_create_subgraph(u32(1 + output_count), 0, &subgraph), "graph");
  subgraph_.reset(subgraph);
  input_ = external(input, 0, XNN_VALUE_FLAG_EXTERNAL_INPUT);
}

void GraphBuilder::check(int status, const char* what) {
  const auto result = to_result(static_cast<xnn_status>(status), what);
  if (!result && !error_)
    error_ = result.error();
}

GraphBuilder::Value GraphBuilder::external(const ActivationShape& shape, std::uint32_t id, std::uint32_t flags) {
  Value made{id, shape};
  if (!is_sound())
    return made;
  const auto dims = dims_of(shape);
  check(xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, dims.size(), dims.data(), nullptr, id, flags,
                                &made.id),
        "input or output");
  return made;
}

GraphBuilder::Value GraphBuilder::value(const ActivationShape& shape, const char* what) {
  Value made{kInternal, shape};
  if (!is_sound())
    return made;
  const auto dims = dims_of(shape);
  check(xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, dims.size(), dims.data(), nullptr, kInternal, 0,
                                &made.id),
        what);
  return made;
}

GraphBuilder::Value GraphBuilder::next_of(const Value& in, const Layer& layer, const char* what) {
  const auto shape = output_shape(layer, in.shape, what);
  if (!shape && !error_)
    error_ = shape.error();
  return value(shape.value_or(in.shape), what);
}

std::uint32_t GraphBuilder::static_floats(const std::vector<float>& values, const std::vector<std::size_t>& shape) {
  std::uint32_t id = kInternal;
  if (!is_sound())
    return id;
  check(xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, shape.size(), shape.data(), values.data(),
                                kInternal, 0, &id),
        "weights");
  return id;
}

std::uint32_t GraphBuilder::static_int8(const ChannelQuantised& weight, const std::vector<std::size_t>& shape) {
  std::uint32_t id = kInternal;
  if (!is_sound())
    return id;
  check(xnn_define_channelwise_quantized_tensor_value(subgraph_.get(), xnn_datatype_qcint8, weight.scales.data(),
                                                      shape.size(), 0, shape.data(), weight.values.data(), kInternal, 0,
                                                      &id),
        "int8 weights");
  return id;
}

GraphBuilder::Value GraphBuilder::quantised(const Value& in) {
  const auto known = quantised_.find(in.id);
  if (known != quantised_.end() || !is_sound())
    return known == quantised_.end() ? in : known->second;
  Value made{kInternal, in.shape};
  const auto dims = dims_of(in.shape);
  check(xnn_define_dynamically_quantized_tensor_value(subgraph_.get(), xnn_datatype_qdint8, dims.size(), 1, dims.data(),
                                                      kInternal, 0, &made.id),
        "quantised activations");
  if (is_sound()) {
    check(xnn_define_unary(subgraph_.get(), xnn_unary_convert, nullptr, in.id, made.id, 0), "quantisation");
  }
  quantised_.emplace(in.id, made);
  return made;
}

GraphBuilder::Value GraphBuilder::conv1d(const Value& in, const Conv1d& layer, LayerWeights given) {
  const LayerWeights& weights = weights_.emplace_back(std::move(given));
  const Value out = next_of(in, layer, "conv1d");
  const auto filter = static_floats(weights.weight, kernel_dims(layer.out_channels, layer.kernel, layer.in_channels));
  const auto bias = static_floats(weights.bias, {layer.out_channels});
  if (!is_sound())
    return out;
  check(xnn_define_convolution_2d(subgraph_.get(), 0, u32(layer.padding), 0, u32(layer.padding), 1, u32(layer.kernel),
                                  1, u32(layer.stride), 1, 1, 1, layer.in_channels, layer.out_channels, -kUnbounded,
                                  kUnbounded, in.id, filter, bias, out.id, 0),
        "conv1d");
  return out;
}

GraphBuilder::Value GraphBuilder::conv_transpose1d(const Value& in, const ConvTranspose1d& layer, LayerWeights given) {
  const LayerWeights& weights = weights_.emplace_back(std::move(given));
  const Value out = next_of(in, layer, "conv_transpose1d");
  const auto filter = static_floats(weights.weight, kernel_dims(layer.out_channels, layer.kernel, layer.in_channels));
  const auto bias = static_floats(weights.bias, {layer.out_channels});
  if (!is_sound())
    return out;
  check(xnn_define_deconvolution_2d(subgraph_.get(), 0, u32(layer.padding), 0, u32(layer.padding), 0,
                                    u32(layer.output_padding), 1, u32(layer.kernel), 1, u32(layer.stride), 1, 1, 1,
                                    layer.in_channels, layer.out_channels, -kUnbounded, kUnbounded, in.id, filter, bias,
                                    out.id, 0),
        "conv_transpose1d");
  return out;
}

GraphBuilder::Value GraphBuilder::linear(const Value& in, const Linear& layer, LayerWeights given) {
  const LayerWeights& weights = weights_.emplace_back(std::move(given));
  const Value out = next_of(in, layer, "linear");
  const auto filter = static_floats(weights.weight, {layer.out_features, layer.in_features});
  const auto bias = static_floats(weights.bias, {layer.out_features});
  if (!is_sound())
    return out;
  check(xnn_define_fully_connected(subgraph_.get(), -kUnbounded, kUnbounded, in.id, filter, bias, out.id, 0), "linear");
  return out;
}

GraphBuilder::Value GraphBuilder::int8_linear(const Value& in, const Linear& layer, ChannelQuantised given) {
  const ChannelQuantised& weight = int8_weights_.emplace_back(std::move(given));
  const Value out = value(sequence_shape(in.shape.length, layer.out_features), "int8 linear");
  const Value digits = quantised(in);
  const auto filter = static_int8(weight, {layer.out_features, layer.in_features});
  if (!is_sound())
    return out;
  check(xnn_define_fully_connected(subgraph_.get(), -kUnbounded, kUnbounded, digits.id, filter, kInternal, out.id, 0),
        "int8 linear");
  return out;
}

GraphBuilder::Value GraphBuilder::relu(const Value& in) {
  const Value out = value(in.shape, "relu");
  if (!is_sound())
    return out;
  xnn_unary_params params{};
  params.clamp.min = 0.0F;
  params.clamp.max = kUnbounded;
  check(xnn_define_unary(subgraph_.get(), xnn_unary_clamp, &params, in.id, out.id, 0), "relu");
  return out;
}

GraphBuilder::Value GraphBuilder::global_average_pool(const Value& in) {
  const Value out = next_of(in, GlobalAveragePool{}, "global_average_pool");
  if (!is_sound())
    return out;
  const std::size_t height_and_time[] = {1, 2};
  check(xnn_define_static_reduce(subgraph_.get(), xnn_reduce_mean, 2, height_and_time, in.id, out.id, 0),
        "global_average_pool");
  return out;
}

GraphBuilder::Value GraphBuilder::reshape(const Value& in, const ActivationShape& shape) {
  const Value out = value(shape, "reshape");
  if (!is_sound())
    return out;
  const auto dims = dims_of(shape);
  check(xnn_define_static_reshape(subgraph_.get(), dims.size(), dims.data(), in.id, out.id, 0), "reshape");
  return out;
}

GraphBuilder::Value GraphBuilder::concatenate(const std::vector<Value>& vectors) {
  Value joined = vectors.front();
  for (std::size_t i = 1; i < vectors.size(); ++i) {
    const Value wider = value(vector_shape(joined.shape.channels + vectors[i].shape.channels), "concatenation");
    if (is_sound()) {
      check(xnn_define_concatenate2(subgraph_.get(), 1, joined.id, vectors[i].id, wider.id, 0), "concatenation");
    }
    joined = wider;
  }
  return joined;
}

void GraphBuilder::output(const Value& from) {
  const Value out = external(from.shape, u32(1 + output_sizes_.size()), XNN_VALUE_FLAG_EXTERNAL_OUTPUT);
  output_sizes_.push_back(from.shape.values());
  if (is_sound())
    check(xnn_define_copy(subgraph_.get(), from.id, out.id, 0), "output");
}

Result<Network> GraphBuilder::build() && {
  xnn_runtime_t made = nullptr;
  if (is_sound()) {
    check(xnn_create_runtime_v4(subgraph_.get(), nullptr, workspace_.get(), nullptr, 0, &made), "compilation");
  }
  Network::Runtime runtime(made);
  if (is_sound())
    check(xnn_reshape_runtime(made), "shapes");
  if (!is_sound())
    return tl::unexpected<Error>(*error_);
  return Network(std::move(workspace_), std::move(runtime), input_.shape.values(), output_sizes_);
}

}  // namespace leadwise::nn
