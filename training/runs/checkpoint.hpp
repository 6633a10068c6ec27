#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include <torch/optim/adamw.h>

#include "network/network.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// What a run has come to.
struct RunState {
  Network network;
  std::unique_ptr<torch::optim::AdamW> optimizer;
  std::uint64_t epochs_done = 0;
  double best = -1.0;  ///< best judgement so far, where the run judges
};

/// Writes parameters, optimizer, epochs and config; the old checkpoint stays whole until the new one is.
/// Errors: FileNotWritable, DiskFull.
Result<void> save_checkpoint(const std::filesystem::path& path, const RunState& state, const TrainingConfig& config);

/// Takes a run up again. Changed config is refused, but for keys that do not change what is learnt (threads,
/// checkpoint_every, out, resume) and `epochs`, which may grow.
/// Errors: InvalidWeightFile (not a checkpoint), TensorMismatch, InvalidArgument naming the key that changed.
Result<void> load_checkpoint(const std::filesystem::path& path, RunState& state, const TrainingConfig& config);

}  // namespace leadwise::training
