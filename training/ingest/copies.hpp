#pragma once

#include <filesystem>
#include <vector>

#include "ingest/doubtful_patients.hpp"
#include "leadwise/error.hpp"

namespace leadwise::training {

/// Writes copies.csv beside the shards: by their uids, records of different patients with the same samples. `first`: where in the set the
/// first record lies that `copies` counts from. Errors: FileNotWritable, DiskFull; those of reading the shards.
Result<void> write_copies(const std::filesystem::path& folder, const std::vector<DoubtfulPatients::Copy>& copies,
                          std::size_t first);

}  // namespace leadwise::training
