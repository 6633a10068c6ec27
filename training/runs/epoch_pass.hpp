#pragma once

#include <functional>

#include "data/batch_loader.hpp"
#include "network/objective_draws.hpp"
#include "runs/checkpoint.hpp"
#include "runs/measurements.hpp"

namespace leadwise::training {

/// A batch as libtorch sees it, on the device; valid while the Batch lives.
struct BatchTensors {
  torch::Tensor samples;    ///< (batch, 12, 5000)
  torch::Tensor log_sd_mv;  ///< (batch, 12)
  torch::Tensor labels;     ///< (batch, tasks), int64; -1: unknown
  BatchPlaces places;       ///< in training
};
BatchTensors to_tensors(Batch& batch, const torch::Device& device);

/// The loss of one batch, a mean over its examples, and what to log of it, means too.
struct BatchLoss {
  torch::Tensor total;
  Measurements measurements;
};
using LossOfBatch = std::function<BatchLoss(const BatchTensors&)>;

/// One pass over the plan, shared with the other processes. A step learns from config.batch_size x config.accumulate
/// examples of every process: their losses' gradients, averaged over all examples that could be made, clipped.
/// Returns means over all processes: the measurements', examples_per_s, waiting_share (of the time, for data),
/// refused_examples, world_size. Says on stderr why examples were refused.
/// Errors: TrainingDiverged naming the recordings of the batch; NoUsableRecord where no example could be made;
/// FileNotReadable, MissingFile, TruncatedData where recordings' files failed; ProcessLost.
Result<Measurements> train_epoch(const RecordSource& source, const ExamplePlan& plan, RunState& state,
                                 const TrainingConfig& config, const LossOfBatch& loss);

}  // namespace leadwise::training
