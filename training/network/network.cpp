#include "network/network.hpp"

#include <torch/torch.h>
#include <algorithm>

#include "network/autocast.hpp"
#include "network/layers.hpp"

namespace leadwise::training {
namespace {

torch::Tensor to_torch(const FloatTensor& tensor) {
  const std::vector<std::int64_t> shape(tensor.shape.begin(), tensor.shape.end());
  auto result = torch::empty(shape, torch::kFloat32);
  std::copy(tensor.values.begin(), tensor.values.end(), result.data_ptr<float>());
  return result.requires_grad_(true);
}

/// What was computed in bfloat16, as floats. A network of doubles stays one.
torch::Tensor as_float(const torch::Tensor& tensor) {
  return tensor.scalar_type() == torch::kFloat64 ? tensor : tensor.to(torch::kFloat32);
}

std::int64_t position_of(const ModelDescription& description, Lead lead) {
  return std::find(description.leads.begin(), description.leads.end(), lead) - description.leads.begin();
}

std::string encoder_name(Lead lead) { return "encoder." + std::string(lead_name(lead)); }

/// What mu and logvar are made of, (batch, features). samples: (batch, leads, samples).
torch::Tensor lead_features(const Network& network, const torch::Tensor& all_samples, Lead lead) {
  const auto& encoder = network.description.encoder;
  const std::string prefix = encoder_name(lead);
  // Examples are float whatever learns from them.
  const auto samples = all_samples.narrow(1, position_of(network.description, lead), 1)
                           .transpose(1, 2)
                           .to(network.parameters.at(prefix + ".mu.weight").scalar_type());
  const auto features = apply_layers(samples, encoder.trunk, network.parameters, prefix + ".trunk");
  std::vector<torch::Tensor> readouts;
  for (std::size_t r = 0; r < encoder.readouts.size(); ++r) {
    const std::string name = prefix + ".readout." + std::to_string(r);
    readouts.push_back(apply_layers(features, encoder.readouts[r], network.parameters, name));
  }
  return readouts.size() == 1 ? readouts.front() : torch::cat(readouts, 1);
}

}  // namespace

Result<Network> make_network(ModelDescription description, const std::map<std::string, FloatTensor>& tensors) {
  Network network{std::move(description), {}, Precision::fp32};
  for (const auto& expected : expected_tensors(network.description)) {
    const auto found = tensors.find(expected.name);
    if (found == tensors.end())
      return fail(ErrorCode::MissingTensor, "there is no tensor \"" + expected.name + "\"");
    if (found->second.shape != expected.shape)
      return fail(ErrorCode::TensorMismatch, "tensor \"" + expected.name + "\" has another shape than described");
    network.parameters[expected.name] = to_torch(found->second);
  }
  return network;
}

void move_to(Network& network, const torch::Device& device, torch::ScalarType type) {
  for (auto& [name, parameter] : network.parameters)
    parameter = parameter.detach().to(device, type).requires_grad_(true);
}

std::map<std::string, FloatTensor> file_tensors(const Network& network) {
  std::map<std::string, FloatTensor> tensors;
  for (const auto& [name, parameter] : network.parameters) {
    const auto values = parameter.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    auto& tensor = tensors[name];
    tensor.shape.assign(values.sizes().begin(), values.sizes().end());
    tensor.values.assign(values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
  }
  return tensors;
}

LeadPosteriors encode(const Network& network, const torch::Tensor& samples) {
  const Autocast autocast(network.precision == Precision::bf16, samples.device());
  std::vector<torch::Tensor> mus, logvars;
  for (const Lead lead : network.description.leads) {
    const auto features = lead_features(network, samples, lead);
    mus.push_back(apply_linear(features, network.parameters, encoder_name(lead) + ".mu"));
    logvars.push_back(apply_linear(features, network.parameters, encoder_name(lead) + ".logvar"));
  }
  return {as_float(torch::stack(mus, 1)), as_float(torch::stack(logvars, 1))};
}

torch::Tensor encode_mu(const Network& network, const torch::Tensor& samples) {
  const Autocast autocast(network.precision == Precision::bf16, samples.device());
  std::vector<torch::Tensor> mus;
  for (const Lead lead : network.description.leads)
    mus.push_back(apply_linear(lead_features(network, samples, lead), network.parameters, encoder_name(lead) + ".mu"));
  return as_float(torch::stack(mus, 1));
}

torch::Tensor decode(const Network& network, const torch::Tensor& z, const torch::Tensor& leads) {
  const Autocast autocast(network.precision == Precision::bf16, z.device());
  const auto& decoder = network.description.decoder;
  const auto input =
      decoder.lead_embedding ? z + network.parameters.at("decoder.lead_embedding").index_select(0, leads) : z;
  return as_float(apply_layers(input, decoder.layers, network.parameters, "decoder").flatten(1));
}

torch::Tensor classify(const Network& network, const HeadDescription& head, const torch::Tensor& mu,
                       const torch::Tensor& log_sd_mv, Dropout* dropout) {
  const Autocast autocast(network.precision == Precision::bf16, mu.device());
  std::vector<torch::Tensor> features;
  for (const Lead lead : head.leads) {
    const auto position = position_of(network.description, lead);
    features.push_back(mu.select(1, position));
    if (head.log_sd_mv)
      features.push_back(log_sd_mv.narrow(1, position, 1));
  }
  return as_float(apply_layers(torch::cat(features, 1), head.layers, network.parameters, "head." + head.id, dropout));
}

}  // namespace leadwise::training
