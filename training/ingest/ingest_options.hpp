#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "leadwise/error.hpp"

namespace leadwise::training {

struct IngestOptions {
  std::vector<std::string> sources;
  std::string out;
  /// Of the records whose list does not say; empty: the name of their folder.
  std::string database;
  std::uint64_t threads = 2;
  std::uint64_t records_per_shard = 1000;
};

/// Reads the options of a config file; keys as the members. Error: InvalidArgument naming the key that is unknown, of the
/// wrong type or out of range.
Result<IngestOptions> parse_ingest_options(const nlohmann::json& json);

/// Error: InvalidArgument naming what is missing, out of range or there twice.
Result<void> check_ingest_options(const IngestOptions& options);

}  // namespace leadwise::training
