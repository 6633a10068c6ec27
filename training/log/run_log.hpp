#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// What a run measures, an epoch at a time: a line of JSON in log.jsonl and on stderr, and scalars of the same names in a
/// file of events for TensorBoard. Every epoch is in both once, however often the run was stopped.
class RunLog {
 public:
  /// Opens the log of the run in `folder`, which goes on behind `epochs_done`: what an earlier run has written of later
  /// epochs, which are run again, is taken back. Errors: FileNotReadable, FileNotWritable, DiskFull.
  static Result<RunLog> open(const std::filesystem::path& folder, std::uint64_t epochs_done);

  /// Epochs count from 1. What was there stays whole where this cannot be written. Errors: FileNotWritable, DiskFull.
  Result<void> add(std::uint64_t epoch, const std::map<std::string, double>& measurements);

 private:
  explicit RunLog(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<void> start_events(std::uint64_t epoch);

  std::filesystem::path folder_;
  /// Empty until the first epoch is over.
  std::filesystem::path events_;
};

/// What the log in `folder` says of the last epoch, also where that was run by an earlier call; nothing where there is no log.
std::map<std::string, double> last_measurements(const std::filesystem::path& folder);

}  // namespace leadwise::training
