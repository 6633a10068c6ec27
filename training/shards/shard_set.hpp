#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "shards/shard_index.hpp"
#include "shards/stored_record.hpp"

namespace leadwise::training {

/// How many whole shards lie in a folder. Errors: FileNotReadable (no such folder), MissingFile where one before the last
/// is not there, or one of those that ingest.json counts; InvalidHeader where that file is damaged.
Result<std::size_t> count_shards(const std::filesystem::path& folder);

/// Compares a shard's length with what its index says. Errors: TruncatedData naming shard and place, FileNotReadable.
Result<void> check_shard_length(const std::filesystem::path& folder, std::size_t number, const ShardSummary& summary);

/// A folder of shards, read by position. Holds 8 bytes a record; every read opens its shard, so any number of threads may.
class ShardSet {
 public:
  /// Reads all indices. Errors: those of count_shards, check_shard_length and visit_shard_records.
  static Result<ShardSet> open(const std::filesystem::path& folder);

  std::size_t count() const { return places_.size() - shards_; }
  std::size_t shard_count() const { return shards_; }
  /// Ingest was ended before all records were in, or still writes.
  bool is_unfinished() const { return unfinished_; }

  /// Errors: those of restore_record, naming shard and offset; FileNotReadable.
  Result<Recording> read(std::size_t position) const;
  Result<RecordFacts> facts(std::size_t position) const;

  /// All records' facts in their order, from the indices. Errors: as open, and whatever the visitor answers.
  using FactsVisitor = std::function<Result<void>(std::size_t position, const RecordFacts&)>;
  Result<void> visit_facts(const FactsVisitor& visit) const;

 private:
  struct Bytes;
  Result<Bytes> bytes_of(std::size_t position) const;

  std::filesystem::path folder_;
  std::size_t shards_ = 0;
  bool unfinished_ = false;
  /// The offset of every record; behind a shard's last record stands where its records end.
  std::vector<std::uint64_t> places_;
  /// Position of each shard's first record, and the count of all.
  std::vector<std::size_t> first_;
};

}  // namespace leadwise::training
