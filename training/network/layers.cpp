#include "network/layers.hpp"

#include <torch/torch.h>

namespace leadwise::training {
namespace {

struct LayerRunner {
  const torch::Tensor& x;
  const Parameters& parameters;
  const std::string& prefix;
  Dropout* dropout;

  const torch::Tensor& tensor(const char* kind) const { return parameters.at(prefix + kind); }

  torch::Tensor operator()(const Conv1d& layer) const {
    const auto weight = tensor(".weight").permute({0, 2, 1});  // (out, kernel, in) to (out, in, kernel)
    return torch::conv1d(x, weight, tensor(".bias"), signed_size(layer.stride), signed_size(layer.padding));
  }
  torch::Tensor operator()(const ConvTranspose1d& layer) const {
    const auto weight = tensor(".weight").permute({2, 0, 1});  // (out, kernel, in) to (in, out, kernel)
    return torch::conv_transpose1d(x, weight, tensor(".bias"), signed_size(layer.stride), signed_size(layer.padding),
                                   signed_size(layer.output_padding));
  }
  torch::Tensor operator()(const Linear&) const { return apply_linear(x, parameters, prefix); }
  torch::Tensor operator()(const Relu&) const {
    const auto positive = torch::relu(x);
    return dropout != nullptr ? (*dropout)(positive) : positive;
  }
  torch::Tensor operator()(const Flatten&) const { return x.transpose(1, 2).flatten(1); }
  torch::Tensor operator()(const GlobalAveragePool&) const { return x.mean(2); }
  torch::Tensor operator()(const Reshape& layer) const {
    return x.view({-1, signed_size(layer.length), signed_size(layer.channels)}).transpose(1, 2);
  }
};

}  // namespace

torch::Tensor apply_linear(const torch::Tensor& x, const Parameters& parameters, const std::string& prefix) {
  return torch::nn::functional::linear(x, parameters.at(prefix + ".weight"), parameters.at(prefix + ".bias"));
}

torch::Tensor apply_layers(torch::Tensor x, const std::vector<Layer>& layers, const Parameters& parameters,
                           const std::string& prefix, Dropout* dropout) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string name = prefix + "." + std::to_string(i);
    x = std::visit(LayerRunner{x, parameters, name, dropout}, layers[i]);
  }
  return x;
}

}  // namespace leadwise::training
