#include "head_tensors.hpp"

#include <cmath>

namespace leadwise::learn {
namespace {

std::string name_of(const HeadDescription& head, std::size_t layer, const char* part) {
  return "head." + head.id + "." + std::to_string(layer) + "." + part;
}

template <class Tensor>
FloatTensor stored(const Tensor& values, std::vector<std::size_t> shape) {
  FloatTensor tensor{std::move(shape), {}};
  for (Eigen::Index row = 0; row < values.rows(); ++row) {
    for (Eigen::Index column = 0; column < values.cols(); ++column)
      tensor.values.push_back(static_cast<float>(values(row, column)));
  }
  return tensor;
}

Result<const FloatTensor*> find_tensor(const std::map<std::string, FloatTensor>& tensors, const std::string& name,
                                       const std::vector<std::size_t>& shape) {
  const auto found = tensors.find(name);
  if (found == tensors.end())
    return fail(ErrorCode::MissingTensor, "there is no tensor " + name);
  std::size_t count = 1;
  for (const std::size_t extent : shape)
    count *= extent;
  if (found->second.shape != shape || found->second.values.size() != count)
    return fail(ErrorCode::TensorMismatch, "tensor " + name + " has another shape than its layer");
  return &found->second;
}

Eigen::Index to_index(std::size_t size) { return static_cast<Eigen::Index>(size); }

Rows expanded(const std::vector<float>& values, std::size_t rows, std::size_t columns) {
  using FloatRows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return Eigen::Map<const FloatRows>(values.data(), to_index(rows), to_index(columns)).cast<double>();
}

Result<LinearWeights> layer_weights(const HeadDescription& head, std::size_t layer, const Linear& linear,
                                    const std::map<std::string, FloatTensor>& tensors) {
  const auto weight = find_tensor(tensors, name_of(head, layer, "weight"), {linear.out_features, linear.in_features});
  if (!weight)
    return tl::unexpected(weight.error());
  const auto bias = find_tensor(tensors, name_of(head, layer, "bias"), {linear.out_features});
  if (!bias)
    return tl::unexpected(bias.error());
  return LinearWeights{expanded((*weight)->values, linear.out_features, linear.in_features),
                       expanded((*bias)->values, 1, linear.out_features)};
}

}  // namespace

Rows rows_of(const HeadExamples& examples) {
  return expanded(examples.features, examples.positive.size(), examples.width);
}

std::map<std::string, FloatTensor> head_tensors(const HeadDescription& head, const HeadWeights& weights) {
  std::map<std::string, FloatTensor> tensors;
  for (std::size_t i = 0; i < head.layers.size(); ++i) {
    const auto* linear = std::get_if<Linear>(&head.layers[i]);
    if (linear == nullptr)
      continue;
    tensors[name_of(head, i, "weight")] = stored(weights[i].weight, {linear->out_features, linear->in_features});
    tensors[name_of(head, i, "bias")] = stored(weights[i].bias, {linear->out_features});
  }
  return tensors;
}

Result<HeadWeights> head_weights(const HeadDescription& head, const std::map<std::string, FloatTensor>& tensors) {
  HeadWeights weights(head.layers.size());
  for (std::size_t i = 0; i < head.layers.size(); ++i) {
    const auto* linear = std::get_if<Linear>(&head.layers[i]);
    if (linear == nullptr)
      continue;
    auto layer = layer_weights(head, i, *linear, tensors);
    if (!layer)
      return tl::unexpected(layer.error());
    weights[i] = std::move(*layer);
  }
  return weights;
}

Result<void> check_rows(const HeadExamples& examples) {
  if (examples.positive.empty())
    return fail(ErrorCode::NoUsableRecord, "there is no record to learn from");
  if (examples.width == 0 || examples.features.size() != examples.width * examples.positive.size())
    return fail(ErrorCode::InvalidArgument, std::to_string(examples.features.size()) + " features are not " +
                                                std::to_string(examples.positive.size()) + " rows of " +
                                                std::to_string(examples.width));
  for (std::size_t i = 0; i < examples.features.size(); ++i) {
    if (!std::isfinite(examples.features[i]))
      return fail(ErrorCode::NonFiniteSample,
                  "a feature of record " + std::to_string(i / examples.width) + " is no finite number");
  }
  return {};
}

}  // namespace leadwise::learn
