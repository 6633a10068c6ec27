#include "network/untrained.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

using Groups = std::vector<std::vector<Lead>>;

Groups each_lead_alone(const std::vector<Lead>& leads) {
  Groups groups;
  for (const Lead lead : leads)
    groups.push_back({lead});
  return groups;
}

std::vector<Lead> leads_of_mask(const std::vector<Lead>& leads, std::uint64_t mask) {
  std::vector<Lead> chosen;
  for (std::size_t i = 0; i < leads.size(); ++i)
    if ((mask >> i & 1U) != 0)
      chosen.push_back(leads[i]);
  return chosen;
}

/// All leads, each lead alone, and of the other subsets as many as are wanted, drawn without repetition.
Groups drawn_subsets(const std::vector<Lead>& leads, const TrainingConfig& config) {
  const std::uint64_t all = (std::uint64_t{1} << leads.size()) - 1;
  std::set<std::uint64_t> masks = {all};
  for (std::size_t i = 0; i < leads.size(); ++i)
    masks.insert(std::uint64_t{1} << i);
  Random random(config.seed, 103);
  while (masks.size() < std::min(config.mopoe_subsets, all))
    masks.insert(1 + random.below(all));
  Groups groups;
  for (const auto mask : masks)
    groups.push_back(leads_of_mask(leads, mask));
  return groups;
}

FusionDescription fusion_of(const ModelDescription& preset, const TrainingConfig& config) {
  FusionDescription fusion = preset.fusion;
  if (config.method == "ls_emvae")
    return fusion;
  fusion.prior_in_groups = config.method == "mvae";
  fusion.mixture_variance =
      config.method == "beta_vae" ? MixtureVariance::mean_logvar : MixtureVariance::moment_matched;
  if (config.method == "mvae")
    fusion.groups = {preset.leads};
  else
    fusion.groups = config.method == "mopoe" ? drawn_subsets(preset.leads, config) : each_lead_alone(preset.leads);
  return fusion;
}

/// PyTorch counts a transposed convolution's fan-in over its outputs; in the paper preset every convolution of the decoder is one.
std::size_t pytorch_fan_in(const TensorShape& weight) {
  const auto& shape = weight.shape;
  if (shape.size() == 2)
    return shape[1];
  const bool transposed = weight.name.rfind("decoder.", 0) == 0;
  return shape[1] * (transposed ? shape[0] : shape[2]);
}

FloatTensor uniform_tensor(const std::vector<std::size_t>& shape, double bound, Random random) {
  std::size_t count = 1;
  for (const std::size_t size : shape)
    count *= size;
  FloatTensor tensor{shape, std::vector<float>(count)};
  std::generate(tensor.values.begin(), tensor.values.end(),
                [&] { return static_cast<float>(random.uniform(-bound, bound)); });
  return tensor;
}

}  // namespace

std::map<std::string, FloatTensor> untrained_tensors(const ModelDescription& description, std::uint64_t seed) {
  if (description.preset != "paper")
    return random_tensors(description, seed);
  std::map<std::string, FloatTensor> tensors;
  double bound = 0.0;  // a bias stands behind its weight and has the same
  std::uint64_t stream = 0;
  for (const TensorShape& tensor : expected_tensors(description)) {
    if (tensor.is_weight)
      bound = 1.0 / std::sqrt(static_cast<double>(pytorch_fan_in(tensor)));
    tensors.emplace(tensor.name, uniform_tensor(tensor.shape, bound, Random(seed, stream++)));
  }
  return tensors;
}

ModelDescription untrained_description(const TrainingConfig& config) {
  auto description = config.preset == "paper" ? paper_preset() : leadwise_preset();
  description.fusion = fusion_of(description, config);
  if (config.method != "ls_emvae")
    description.name += "-" + config.method;
  return description;
}

bool draws_one_group(const TrainingConfig& config) { return config.method == "mmvae" || config.method == "mopoe"; }

Result<void> check_fused_by_method(const ModelDescription& description, const TrainingConfig& config) {
  const auto& fusion = description.fusion;
  const auto asked = untrained_description(config).fusion;
  if (fusion.groups == asked.groups && fusion.prior_in_groups == asked.prior_in_groups &&
      fusion.mixture_variance == asked.mixture_variance)
    return {};
  return fail(ErrorCode::InvalidArgument, "the model does not fuse its leads as config key \"method\", \"" +
                                              config.method + "\", does for the preset \"" + config.preset + "\"");
}

}  // namespace leadwise::training
