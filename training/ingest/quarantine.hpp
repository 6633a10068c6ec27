#pragma once

#include <filesystem>
#include <map>

#include "shards/shard_index.hpp"

namespace leadwise::training {

/// What all shards of a folder hold together.
struct IngestTotals {
  std::uint64_t records = 0;
  std::map<std::string, std::uint64_t> refused;  ///< by the name of the reason
  std::map<std::string, LabelCounts> labels;

  std::uint64_t refused_count() const;
  /// Of the refused those of which only the system says that they cannot be read: nothing may be wrong with them.
  std::uint64_t kept_by_system() const;
};

/// Writes quarantine.csv (uid, path, code, message), one line for each record that the shards' indices list as refused,
/// whole or not at all; counts on the way. Errors: FileNotWritable, DiskFull, and those of read_shard_summary.
Result<IngestTotals> write_quarantine(const std::filesystem::path& folder, std::size_t shards);

}  // namespace leadwise::training
