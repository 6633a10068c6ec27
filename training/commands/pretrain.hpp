#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Pre-trains encoders and decoder without labels, on recordings of Part::train as they are and on simulated ECGs.
/// Begins with fresh weights, or with those of config.weights (pretrained_weights).
/// Leaves weights.safetensors (fp32, no heads), checkpoint.pt and log.jsonl in config.out.
Result<void> pretrain(const TrainingConfig& config);

}  // namespace leadwise::training
