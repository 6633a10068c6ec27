#pragma once

#include "data/patient_split.hpp"
#include "data/record_source.hpp"

namespace leadwise::training {

/// Who of a source is in which part: as its list says, else as split_by_patient draws. A patient is in one part whatever
/// his other recordings are. Holds a byte a record, and 16 a record while it works.
/// Errors: DuplicateRecord, PatientInTwoParts; those of visit_facts.
Result<std::vector<Part>> split_source(const RecordSource& source, const TrainingConfig& config);

}  // namespace leadwise::training
