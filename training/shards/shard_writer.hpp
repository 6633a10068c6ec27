#pragma once

#include <optional>

#include "shards/shard_index.hpp"
#include "shards/stored_record.hpp"
#include "support/durable_file.hpp"

namespace leadwise::training {

/// Writes one shard. Until it is closed nothing of it is found under its name; once its tar file is, its index is too.
class ShardWriter {
 public:
  /// Errors: FileNotWritable, DiskFull.
  static Result<ShardWriter> create(const std::filesystem::path& folder, std::size_t number);

  /// Errors: FileNotWritable, DiskFull.
  Result<void> add(const StoredRecord& record, const RecordFacts& facts);
  void refuse(QuarantinedRecord record) { summary_.refused.push_back(std::move(record)); }

  /// Ends the shard. `next_input` and `inputs_hash` say how far in the sources it got. Errors: FileNotWritable, DiskFull.
  Result<ShardSummary> close(std::uint64_t next_input, std::uint64_t inputs_hash);

  std::uint64_t records() const { return summary_.records; }
  std::uint64_t refused() const { return summary_.refused.size(); }

 private:
  ShardWriter(const std::filesystem::path& folder, std::size_t number, DurableFile file)
      : index_path_(folder / shard_index_name(number)), file_(std::move(file)) {}

  std::filesystem::path index_path_;
  DurableFile file_;
  ShardSummary summary_;
  std::vector<std::string> lines_;
};

}  // namespace leadwise::training
