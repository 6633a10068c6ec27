#pragma once

#include "ingest/ingest_options.hpp"

namespace leadwise::training {

/// Command `ingest`: reads the records of all sources, `options.threads` at a time, and writes them as shards
/// (docs/shards.md), with quarantine.csv for what was refused. Equal sources give equal bytes, with any number of threads
/// and after any number of interruptions: the same command goes on behind the last whole shard. Counts go to stderr.
/// Errors: those of check_ingest_options, check_record_list and IngestFolder; DiskFull, FileNotWritable;
/// InvalidArgument where the sources changed since an earlier run; NoUsableRecord where every record was refused. What was
/// written before stays usable.
Result<void> ingest(const IngestOptions& options);

}  // namespace leadwise::training
