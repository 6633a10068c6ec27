#include "network/rounded_weights.hpp"

#include <torch/torch.h>

namespace leadwise::training {
namespace {

torch::Tensor rounded(const torch::Tensor& weight) {
  constexpr double kLargestStep = 127.0;
  const auto values = weight.detach();
  const auto largest = values.flatten(1).abs().amax(1);
  // A channel of zeros has no scale; any will do.
  const auto scale = (torch::where(largest > 0.0, largest, torch::ones_like(largest)) / kLargestStep);
  std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
  shape.front() = weight.size(0);
  const auto steps = scale.view(shape);
  return weight + ((values / steps).round() * steps - values);
}

}  // namespace

Network with_rounded_weights(const Network& network) {
  Network result = network;
  for (const auto& tensor : expected_tensors(network.description))
    if (tensor.is_weight)
      result.parameters[tensor.name] = rounded(network.parameters.at(tensor.name));
  return result;
}

}  // namespace leadwise::training
