#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <torch/optim/adamw.h>

#include "network/network.hpp"
#include "runs/run_place.hpp"
#include "settings/training_config.hpp"
#include "support/folder_lock.hpp"

namespace leadwise::training {

/// What a run has come to.
struct RunState {
  Network network;
  std::unique_ptr<torch::optim::AdamW> optimizer;
  std::uint64_t epochs_done = 0;
  double best = -1.0;  ///< best judgement so far, where the run judges
  RunPlace place;
  std::optional<FolderLock> lock = {};  ///< of the run's folder, the first process's
  /// Stands for recordings, parts, labels and starting weights: behind the same names there may lie others when the run is
  /// taken up again.
  std::string learnt_from = {};
};

/// Writes parameters, optimizer, epochs and config; the old checkpoint stays whole until the new one is on the disk.
/// Errors: FileNotWritable, DiskFull.
Result<void> save_checkpoint(const std::filesystem::path& path, const RunState& state, const TrainingConfig& config);

/// Takes a run up again, on whatever device. Changed config is refused, but for keys that do not change what is learnt
/// (threads, device, checkpoint_every, out, resume; where the checkpoint says what it was made of, and it is the same, also recordings,
/// shards, weights and data_statement: they may lie elsewhere now, which is said on stderr) and, where `final_learning_rate_factor` is 1, `epochs`. Of batch_size, accumulate and the number
/// of processes only the product must stay: the examples of a step. So is another state.learnt_from.
/// Errors: InvalidWeightFile (not a checkpoint), TensorMismatch, InvalidArgument naming the key that changed.
Result<void> load_checkpoint(const std::filesystem::path& path, RunState& state, const TrainingConfig& config);
/// The same from a checkpoint's bytes.
Result<void> load_checkpoint(std::string_view bytes, RunState& state, const TrainingConfig& config);

}  // namespace leadwise::training
