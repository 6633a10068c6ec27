#pragma once

#include <functional>

#include "ingest/ingest_options.hpp"
#include "ingest/listed_record.hpp"
#include "inputs/inputs.hpp"

namespace leadwise::training {

/// A record with the files to read it from.
struct FoundRecord {
  ListedRecord listed;
  cli::Input input;
};

/// Takes one record after the other; false ends the search.
using FoundVisitor = std::function<bool(FoundRecord)>;

/// Goes through the records of all sources: of a folder, of an archive or a single ECG as the tool finds them, of a list in
/// its order. The order does not change while the sources do not. Nothing is held of the records behind and before.
/// Returns how many files were passed over as no ECG. Errors: those of RecordList.
Result<std::size_t> visit_records(const IngestOptions& options, const FoundVisitor& visit);

}  // namespace leadwise::training
