#pragma once

#include <functional>
#include <map>
#include <string>

#include "data/batch_loader.hpp"
#include "runs/checkpoint.hpp"

namespace leadwise::training {

/// A batch as libtorch sees it; valid while the Batch lives.
struct BatchTensors {
  torch::Tensor samples;    ///< (batch, 12, 5000)
  torch::Tensor log_sd_mv;  ///< (batch, 12)
  torch::Tensor labels;     ///< (batch), int64
};
BatchTensors to_tensors(Batch& batch);

/// Means over an epoch or a batch, by name, for the log.
using Measurements = std::map<std::string, double>;

/// The loss of one batch and what to log of it.
struct BatchLoss {
  torch::Tensor total;
  Measurements measurements;
};

/// AdamW over parameters that have a gradient; names that begin with "head." learn at the config's rate, the others at
/// that times config.encoder_learning_rate_factor if `heads` is set.
std::unique_ptr<torch::optim::AdamW> make_optimizer(Network& network, const TrainingConfig& config, bool heads);

/// One pass over the plan: gradient, clipped, and step for each batch. Returns the measurements' means, and examples
/// per second.
/// Errors: TrainingDiverged naming the recordings of the batch whose loss or gradient is not finite, before a step is made of
/// it; NoUsableRecord where no example could be made.
Result<Measurements> train_epoch(const RecordSource& source, const ExamplePlan& plan, RunState& state,
                                 const TrainingConfig& config,
                                 const std::function<BatchLoss(const BatchTensors&)>& loss);

/// Runs what is left of config.epochs, from the checkpoint in config.out if there is one: cosine learning rate, RunLog,
/// checkpoints. Every epoch's random numbers follow from seed and epoch alone.
Result<void> run_epochs(const TrainingConfig& config, RunState& state,
                        const std::function<Result<Measurements>(std::uint64_t epoch)>& run_epoch);

/// Writes the network as an fp32 weight file, weights.safetensors in config.out, with its card in words, weights.card.md.
Result<void> write_weights(const TrainingConfig& config, const Network& network);

}  // namespace leadwise::training
