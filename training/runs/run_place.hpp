#pragma once

#include "leadwise/model_description.hpp"
#include "parallel/device.hpp"
#include "parallel/processes.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// Where a run is: its processes, and what this one of them learns on.
struct RunPlace {
  torch::Device device = torch::kCPU;
  Processes processes;
};

/// Takes the place that environment and config say, says it on stderr, and meets the other processes.
/// Errors: read_launch's, choose_device's, ProcessLost.
Result<RunPlace> join_run(const TrainingConfig& config);

/// Makes sure that every process was told the same and sees the same data; folders, threads and numbers of GPUs may differ. One
/// without a GPU among others would have them wait in NCCL for what goes by Gloo. `learnt`: a hash of who is learnt from, in order; a plan
/// names recordings by their positions. `model`: that is begun with; the first one's weights count for all, head by head in their order.
/// Error: InvalidArgument, on all of them, naming the config key (or data) and both values; ProcessLost.
Result<void> check_same_run(const RunPlace& place, const TrainingConfig& config, const nlohmann::json& data,
                            std::uint64_t learnt, const ModelDescription& model);

}  // namespace leadwise::training
