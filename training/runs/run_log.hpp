#pragma once

#include <cstdint>

#include "leadwise/error.hpp"
#include "runs/measurements.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// Makes log.jsonl in config.out end with the last epoch that is done: what an interrupted run has written of later ones,
/// whole or in part, will be written again. Error: FileNotReadable, FileNotWritable, DiskFull.
Result<void> trim_log(const TrainingConfig& config, std::uint64_t epochs_done);

/// Appends a line of JSON for the epoch, counted from 0, and says it on stderr. Error: FileNotWritable.
Result<void> log_epoch(const TrainingConfig& config, std::uint64_t epoch, const Measurements& measurements);

}  // namespace leadwise::training
