#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leadwise/archive.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::cli {

/// One ECG inside an archive.
struct ArchivedRecord {
  std::string name;                  ///< its own file's path in the archive
  std::vector<std::string> members;  ///< the paths of its files, its own first
};

struct ArchivedRecords {
  std::vector<ArchivedRecord> records;
  std::vector<FailedEntry> failed;  ///< files that cannot be unpacked, each an input that failed
  std::size_t skipped = 0;  ///< files in the archive that are no ECG and no part of one
};

/// The ECGs in a gzip file or zip archive, in its order. Errors: as unpack_what_can_be.
Result<ArchivedRecords> records_in_archive(const std::filesystem::path& path);

/// Reads one of them. Each thread keeps the archive that it opened last and shares it with the others, so a zip of a
/// thousand ECGs is unpacked once and not a thousand times. Errors: as unpack_what_can_be and read_record.
Result<EcgRecord> read_archived_record(const std::filesystem::path& path, const std::vector<std::string>& members,
                                       const ReadOptions& options);

}  // namespace leadwise::cli
