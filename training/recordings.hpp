#pragma once

#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "training_config.hpp"

namespace leadwise::training {

/// One row of the table of recordings, with its ECG in memory.
struct Recording {
  std::string uid;
  std::string database;
  std::string source;   ///< first folder of its path
  std::string patient;  ///< database and patient; without a patient in the table, database and file name
  bool rvh = false, right_axis = false, right_atrial = false;
  EcgRecord ecg;

  bool flagged() const { return rvh || right_axis || right_atrial; }
};

/// A row that cannot be used, and why.
struct RefusedRecording {
  std::string uid;
  Error reason;
};

struct RecordingSet {
  std::vector<Recording> recordings;
  std::vector<RefusedRecording> refused;
};

/// Reads the recordings of config.train_sources and config.external_sources. Refuses a recording that cannot be read,
/// that lacks a usable lead, or whose beats cannot be found (nothing could be imposed on it).
/// Errors: FileNotReadable, InvalidHeader (a column is missing, a flag is not 0 or 1), NoUsableRecord.
Result<RecordingSet> load_recordings(const TrainingConfig& config);

}  // namespace leadwise::training
