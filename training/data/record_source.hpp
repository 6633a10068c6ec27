#pragma once

#include <functional>
#include <span>

#include "data/record_facts.hpp"
#include "shards/shard_set.hpp"

namespace leadwise::training {

/// Where recordings come from: a folder's, held in memory, or shards, read when they are needed. Any number of threads
/// may read at the same time.
class RecordSource {
 public:
  virtual ~RecordSource() = default;
  virtual std::size_t count() const = 0;
  /// Errors: whatever reading answers.
  virtual Result<RecordFacts> facts(std::size_t position) const = 0;
  virtual Result<Recording> read(std::size_t position) const = 0;
  /// All facts in their order, faster than one by one. Errors: as facts, and whatever the visitor answers.
  virtual Result<void> visit_facts(const ShardSet::FactsVisitor& visit) const = 0;
};

/// Recordings that lie in memory and outlive the source.
class RecordingsInMemory : public RecordSource {
 public:
  explicit RecordingsInMemory(std::span<const Recording> recordings) : recordings_(recordings) {}
  std::size_t count() const override { return recordings_.size(); }
  Result<RecordFacts> facts(std::size_t position) const override { return recordings_[position]; }
  Result<Recording> read(std::size_t position) const override { return recordings_[position]; }
  Result<void> visit_facts(const ShardSet::FactsVisitor& visit) const override;

 private:
  std::span<const Recording> recordings_;
};

/// A folder of shards (docs/shards.md). Holds 8 bytes a record.
class RecordingsInShards : public RecordSource {
 public:
  explicit RecordingsInShards(ShardSet shards) : shards_(std::move(shards)) {}
  std::size_t count() const override { return shards_.count(); }
  Result<RecordFacts> facts(std::size_t position) const override { return shards_.facts(position); }
  Result<Recording> read(std::size_t position) const override { return shards_.read(position); }
  Result<void> visit_facts(const ShardSet::FactsVisitor& visit) const override { return shards_.visit_facts(visit); }

 private:
  ShardSet shards_;
};

/// The uid, or where even that cannot be read the position: for messages.
std::string name_of(const RecordSource& source, std::size_t position);

}  // namespace leadwise::training
