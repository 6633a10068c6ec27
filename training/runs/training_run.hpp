#pragma once

#include <functional>

#include "runs/epoch_pass.hpp"

namespace leadwise::training {

/// AdamW over parameters that have a gradient; names that begin with "head." learn at the config's rate, the others at
/// that times config.encoder_learning_rate_factor if `heads` is set.
std::unique_ptr<torch::optim::AdamW> make_optimizer(Network& network, const TrainingConfig& config, bool heads);

/// The state of a run that has learnt nothing yet: the network on the place's device, in doubles where config.precision is fp64, the first process's weights on all.
/// `heads`: as make_optimizer. Error: ProcessLost.
Result<RunState> start_run(RunPlace place, Network network, const TrainingConfig& config, bool heads);

/// The network as it learns, in config.precision; it shares the parameters.
Network learning(Network network, const TrainingConfig& config);

/// Runs what is left of config.epochs, from the first process's checkpoint in config.out if there is one: cosine learning
/// rate, RunLog, checkpoints; the first process alone writes. Every epoch's random numbers follow from seed and epoch alone.
Result<void> run_epochs(const TrainingConfig& config, RunState& state,
                        const std::function<Result<Measurements>(std::uint64_t epoch)>& run_epoch);

/// The first process writes the network as an fp32 weight file, weights.safetensors in config.out, with its card in words,
/// weights.card.md.
Result<void> write_weights(const TrainingConfig& config, const RunPlace& place, const Network& network);

}  // namespace leadwise::training
