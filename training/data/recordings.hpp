#pragma once

#include <span>
#include <vector>

#include "data/record_facts.hpp"
#include "leadwise/error.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

struct RecordingSet {
  std::vector<Recording> recordings;
  std::vector<RefusedRecording> refused;
  std::vector<RecordFacts> facts_of_refused;  ///< of each of them: they still say whom their patients may teach
};

/// Whether each of these leads of an ECG can be used and beats be found. Errors: as prepare_example.
Result<void> check_usable(const EcgRecord& ecg, std::span<const Lead> leads);

/// Says on stderr what was refused, and why.
void report_refused(const RefusedRecording& refused);

/// Reads the recordings of config.train_sources and config.external_sources. Refuses a recording that cannot be read,
/// that lacks one of these leads in a usable state, or whose beats cannot be found (nothing could be imposed on it). Says on
/// stderr how many are of other sources, and of which.
/// Errors: FileNotReadable, InvalidHeader (a column is missing, a flag is not 0 or 1), NoUsableRecord.
Result<RecordingSet> load_recordings(const TrainingConfig& config, std::span<const Lead> leads = kTwelveLeads);

}  // namespace leadwise::training
