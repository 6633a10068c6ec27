#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <torch/types.h>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise::training {

/// Tensors under the names and in the order of the weight file (convolutions (out, kernel, in)), so that training and
/// export never convert: a layer turns its weight for libtorch as it runs.
using Parameters = std::map<std::string, torch::Tensor>;

/// A size as libtorch takes it.
constexpr std::int64_t signed_size(std::size_t size) { return static_cast<std::int64_t>(size); }

/// What layers compute in. Parameters, and all that layers hand on to losses, are float in both.
enum class Precision { fp32, bf16 };

class Dropout;

/// An LS-EMVAE in libtorch, for any description.
struct Network {
  ModelDescription description;
  Parameters parameters;
  Precision precision = Precision::fp32;
};

/// Every lead's posterior. mu and logvar: (batch, leads of the description, latent_size).
struct LeadPosteriors {
  torch::Tensor mu, logvar;
};

/// Takes weights from a file's tensors. Error: MissingTensor, TensorMismatch.
Result<Network> make_network(ModelDescription description, const std::map<std::string, FloatTensor>& tensors);

/// Has the network learn and answer on a device, in floats or doubles.
void move_to(Network& network, const torch::Device& device, torch::ScalarType type = torch::kFloat32);

/// The parameters as write_weight_file takes them: doubles rounded to floats.
std::map<std::string, FloatTensor> file_tensors(const Network& network);

/// samples: (batch, leads, samples), standardised, leads in the description's order.
LeadPosteriors encode(const Network& network, const torch::Tensor& samples);

/// Its mu alone, which is what heads take: half of the published encoders' weights are logvar's.
torch::Tensor encode_mu(const Network& network, const torch::Tensor& samples);

/// z: (n, latent_size); leads: n positions in kTwelveLeads. Returns (n, samples). Without a lead embedding `leads` is
/// not used.
torch::Tensor decode(const Network& network, const torch::Tensor& z, const torch::Tensor& leads);

/// Two logits an ECG, (batch, 2). log_sd_mv: (batch, leads). `dropout` acts behind each ReLU, null outside training.
torch::Tensor classify(const Network& network, const HeadDescription& head, const torch::Tensor& mu,
                       const torch::Tensor& log_sd_mv, Dropout* dropout = nullptr);

}  // namespace leadwise::training
