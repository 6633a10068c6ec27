#include "network/layers.hpp"

#include <torch/torch.h>
#include <algorithm>

#include "network/wide_linear.hpp"

namespace leadwise::training {
namespace {

/// (batch, length, channels), or a weight's (out, kernel, in), as the image of height 1 that lies so in memory (channels last): libtorch's
/// convolutions take it and the weight as they are, and answer in kind. Of (batch, channels, length) they make copies before and
/// behind each convolution, which took a third of its time.
torch::Tensor as_image(const torch::Tensor& x) { return x.unsqueeze(1).permute({0, 3, 1, 2}); }

torch::Tensor as_sequence(const torch::Tensor& image) { return image.permute({0, 2, 3, 1}).squeeze(1); }

torch::Tensor convolve(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                       std::int64_t stride, std::int64_t padding) {
  const std::int64_t strides[] = {1, stride}, paddings[] = {0, padding};
  return as_sequence(
      torch::conv2d(as_image(x), as_image(weight), bias, torch::IntArrayRef(strides), torch::IntArrayRef(paddings)));
}

/// Steps of the input that a transposed convolution looks back or ahead from where an output step begins.
std::int64_t reach_of(const ConvTranspose1d& layer) {
  const auto kernel = signed_size(layer.kernel), stride = signed_size(layer.stride),
             padding = signed_size(layer.padding);
  return std::max(kernel - 1 - padding, stride - 1 + padding) / stride;
}

/// The ordinary convolution that gives all `stride` outputs of a step at once, as its channels: weight
/// (stride * out, 2 reach + 1, in). An output `phase` meets the input `ahead` steps on with tap phase + padding - stride * ahead.
torch::Tensor weight_of_phases(const ConvTranspose1d& layer, const torch::Tensor& weight) {
  const auto out = weight.size(0), kernel = weight.size(1), in = weight.size(2);
  const auto stride = signed_size(layer.stride), padding = signed_size(layer.padding), reach = reach_of(layer);
  std::vector<std::int64_t> taps;
  for (std::int64_t phase = 0; phase < stride; ++phase)
    for (std::int64_t ahead = -reach; ahead <= reach; ++ahead) {
      const auto tap = phase + padding - stride * ahead;
      taps.push_back(tap >= 0 && tap < kernel ? tap : kernel);  // where there is none, the zero behind the last
    }
  const auto with_zero = torch::constant_pad_nd(weight, {0, 0, 0, 1});
  const auto chosen = with_zero.index_select(1, torch::tensor(taps).to(weight.device()));
  return chosen.view({out, stride, 2 * reach + 1, in}).transpose(0, 1).flatten(0, 1);
}

bool multiplies_length(const ConvTranspose1d& layer) {
  return layer.kernel + layer.output_padding == 2 * layer.padding + layer.stride;
}

/// One ordinary convolution is faster than libtorch's transposed one, which takes the ECGs one after the other.
torch::Tensor convolve_phases(const ConvTranspose1d& layer, const torch::Tensor& x, const torch::Tensor& weight,
                              const torch::Tensor& bias) {
  const auto phases =
      convolve(x, weight_of_phases(layer, weight), bias.repeat({signed_size(layer.stride)}), 1, reach_of(layer));
  return phases.reshape({x.size(0), -1, weight.size(0)});
}

torch::Tensor convolve_transposed(const ConvTranspose1d& layer, const torch::Tensor& x, const torch::Tensor& weight,
                                  const torch::Tensor& bias) {
  if (multiplies_length(layer))
    return convolve_phases(layer, x, weight, bias);
  const auto y = torch::conv_transpose1d(x.transpose(1, 2), weight.permute({2, 0, 1}), bias, signed_size(layer.stride),
                                         signed_size(layer.padding), signed_size(layer.output_padding));
  return y.transpose(1, 2);
}

struct LayerRunner {
  const torch::Tensor& x;
  const Parameters& parameters;
  const std::string& prefix;
  Dropout* dropout;

  const torch::Tensor& tensor(const char* kind) const { return parameters.at(prefix + kind); }

  torch::Tensor operator()(const Conv1d& layer) const {
    return convolve(x, tensor(".weight"), tensor(".bias"), signed_size(layer.stride), signed_size(layer.padding));
  }
  torch::Tensor operator()(const ConvTranspose1d& layer) const {
    return convolve_transposed(layer, x, tensor(".weight"), tensor(".bias"));
  }
  torch::Tensor operator()(const Linear&) const { return apply_linear(x, parameters, prefix); }
  torch::Tensor operator()(const Relu&) const {
    const auto positive = torch::relu(x);
    return dropout != nullptr ? (*dropout)(positive) : positive;
  }
  torch::Tensor operator()(const Flatten&) const { return x.flatten(1); }
  torch::Tensor operator()(const GlobalAveragePool&) const { return x.mean(1); }
  torch::Tensor operator()(const Reshape& layer) const {
    return x.view({-1, signed_size(layer.length), signed_size(layer.channels)});
  }
};

}  // namespace

torch::Tensor apply_linear(const torch::Tensor& x, const Parameters& parameters, const std::string& prefix) {
  const auto& weight = parameters.at(prefix + ".weight");
  const auto& bias = parameters.at(prefix + ".bias");
  return is_wide_linear(x, weight) ? wide_linear(x, weight, bias) : torch::nn::functional::linear(x, weight, bias);
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
