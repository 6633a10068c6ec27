#pragma once

#include <span>
#include <vector>

#include "data/example.hpp"
#include "data/record_facts.hpp"
#include "leadwise/error.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

struct RecordingSet {
  std::vector<Recording> recordings;
  std::vector<RefusedRecording> refused;
  std::vector<RecordFacts> facts_of_refused;  ///< of each of them: they still say whom their patients may teach
};

/// Whether each of these leads of an ECG can be used. `tried`: control where overload is imposed, for which beats and the leads I and II
/// are needed too; else plain. Errors: as prepare_example.
Result<void> check_usable(const EcgRecord& ecg, std::span<const Lead> leads, Condition tried);

/// Says on stderr what was refused, and why.
void report_refused(const RefusedRecording& refused);

/// Reads the recordings of config.train_sources and config.external_sources. Refuses a recording that cannot be read,
/// or with which check_usable says that nothing can be done. Says on stderr how many are of other sources, and of which, and how many name no
/// patient, or most of them the same one.
/// Errors: FileNotReadable, InvalidHeader (a column is missing, a flag is not 0 or 1, a patient is called "NA" or the like),
/// NoUsableRecord.
Result<RecordingSet> load_recordings(const TrainingConfig& config, std::span<const Lead> leads = kTwelveLeads,
                                     Condition tried = Condition::plain);

}  // namespace leadwise::training
