#pragma once

#include <filesystem>
#include <optional>

#include "ingest/ingest_options.hpp"
#include "shards/shard_index.hpp"
#include "support/folder_lock.hpp"

namespace leadwise::training {

/// The folder that shards are written to: what it is made from, how far it got, and that one program at a time writes.
class IngestFolder {
 public:
  /// Makes the folder, or takes an earlier run's up again; removes what that run had not finished.
  /// Errors: FileNotWritable; InvalidArgument where the folder is being written to, was made from other sources or with
  /// other options (naming the one that changed); TruncatedData, MissingFile, InvalidHeader where
  /// an earlier shard is damaged.
  static Result<IngestFolder> open(const IngestOptions& options);

  bool is_complete() const { return complete_; }
  std::size_t shards() const { return shards_; }
  /// Of the shards that are there.
  std::uint64_t inputs_behind() const { return last_ ? last_->next_input : 0; }
  std::optional<std::uint64_t> hash_of_inputs_behind() const;

  const std::filesystem::path& path() const { return path_; }
  void add(const ShardSummary& summary);

  /// Writes that all records are in. Errors: FileNotWritable, DiskFull.
  Result<void> complete();

 private:
  IngestFolder() = default;

  std::filesystem::path path_;
  nlohmann::ordered_json plan_;
  std::size_t shards_ = 0;
  std::optional<ShardSummary> last_;
  bool complete_ = false;
  std::optional<FolderLock> lock_;
};

}  // namespace leadwise::training
