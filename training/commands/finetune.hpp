#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Teaches the heads (12 and 6 leads, task rv_overload) to tell imposed overload from controls and sham of the same
/// recordings, starting from config.weights, or from random weights of config.preset where none are named. Encoders
/// learn along at config.encoder_learning_rate_factor, with the ELBO in the loss at config.elbo_weight. The epoch with
/// the best AUROC on Part::validation, mean over the heads, is kept in weights.safetensors (fp32) in config.out.
Result<void> finetune(const TrainingConfig& config);

}  // namespace leadwise::training
