#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/record_facts.hpp"
#include "leadwise/error.hpp"

namespace leadwise::training {

/// "shard-000012.tar" and "shard-000012.index".
std::string shard_name(std::size_t number);
std::string shard_index_name(std::size_t number);

/// A record that was refused, as the quarantine lists it.
struct QuarantinedRecord {
  std::string uid;
  std::string path;  ///< as its list or folder has it
  Error reason;
};

/// Records with a label of 0, of 1, and without one.
using LabelCounts = std::array<std::uint64_t, 3>;

/// The first line of a shard's index: what its shard holds and how far in the sources it got.
struct ShardSummary {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;        ///< of the whole shard
  std::uint64_t next_input = 0;   ///< how many of the sources' records were behind when it was closed
  std::uint64_t inputs_hash = 0;  ///< of the names of all those
  std::map<std::string, LabelCounts> labels;
  std::vector<QuarantinedRecord> refused;
};

/// One line for each record behind the summary: where it begins, and its facts.
std::string shard_index_text(const ShardSummary& summary, const std::vector<std::string>& record_lines);
std::string shard_record_line(std::uint64_t offset, const std::string& facts_line);

/// Reads the first line. Errors: FileNotReadable, InvalidHeader.
Result<ShardSummary> read_shard_summary(const std::filesystem::path& path);

/// A record's place in its shard and the text of its facts.
using ShardRecordVisitor = std::function<Result<void>(std::uint64_t offset, std::string_view facts)>;

/// Reads the lines behind the first, one at a time. Errors: FileNotReadable, InvalidHeader naming the line, TruncatedData
/// where there are fewer lines than the summary says, and whatever the visitor answers.
Result<ShardSummary> visit_shard_records(const std::filesystem::path& path, const ShardRecordVisitor& visit);

/// The facts in a line. Error: InvalidHeader.
Result<RecordFacts> parse_facts_text(std::string_view text);

}  // namespace leadwise::training
