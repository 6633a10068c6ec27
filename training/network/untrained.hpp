#pragma once

#include "leadwise/model_description.hpp"
#include "leadwise/weight_file.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// The network that a run with this config begins with, named after preset and method: the preset's shape, with the fusion that
/// the method asks for (docs/training.md, "Baselines"). Presets' heads are in it.
ModelDescription untrained_description(const TrainingConfig& config);

/// Its weights, drawn by a seed. Preset paper: as PyTorch draws them unasked and so did the authors, all weights and biases of a
/// layer uniform within ±1 / √(fan-in). Other presets: random_tensors.
std::map<std::string, FloatTensor> untrained_tensors(const ModelDescription& description, std::uint64_t seed);

/// Whether z is drawn from one expert of the mixture at a time (mmvae, mopoe), not from the fused Gaussian.
bool draws_one_group(const TrainingConfig& config);

/// Error: InvalidArgument where a model is not fused as the config's method fuses.
Result<void> check_fused_by_method(const ModelDescription& description, const TrainingConfig& config);

}  // namespace leadwise::training
