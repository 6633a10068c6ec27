#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/record_facts.hpp"
#include "leadwise/error.hpp"

namespace leadwise::training {

/// A record as it lies in a shard: two members of a tar file, KEY.json and KEY.npy, whole blocks.
struct StoredRecord {
  std::string facts_line;           ///< the facts alone, for the shard's index
  std::vector<std::uint8_t> bytes;  ///< both members with their heads
  std::uint64_t samples_hash = 0;   ///< equal where leads and samples are, whoever they are said to be of
};

/// Lays out a record: 16-bit integers at the ECG's own rate, each lead with its scale. Average beats, stored measurements,
/// statements, comments and whatever names a patient stay behind. `key` is the record's number in its set.
/// Error: NonFiniteSample.
Result<StoredRecord> store_record(const Recording& recording, std::uint64_t key);

/// Reads the two members back. Errors: TruncatedData, InvalidHeader, ChecksumMismatch (description or samples are not
/// those that were written); offsets count from the first member.
Result<Recording> restore_record(std::span<const std::uint8_t> bytes);

/// The first member's facts alone. Errors: TruncatedData, InvalidHeader.
Result<RecordFacts> restore_facts(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::training
