#pragma once

#include <map>
#include <optional>
#include <string>

#include "leadwise/ecg_record.hpp"

namespace leadwise::training {

/// What is known of a recording besides its samples.
struct RecordFacts {
  std::string uid;       ///< names it in messages and in lists
  std::string database;  ///< by which agreement is reported
  std::string source;    ///< what external_sources name: the first folder of its path; in shards the database
  std::string patient;   ///< database and patient; where nobody is named, the recording stands for itself
  bool rvh = false, right_axis = false, right_atrial = false;
  /// By name: 0, 1, or nullopt where nobody knows.
  std::map<std::string, std::optional<int>> labels;
  /// "train", "validation", "test" or "external", where whoever made the list has decided.
  std::optional<std::string> split;
  double weight = 1.0;
  /// SHA-256 of the path below its source, as the list or the folder has it.
  std::string path_sha256;

  bool flagged() const { return rvh || right_axis || right_atrial; }
};

/// A recording with its ECG in memory.
struct Recording : RecordFacts {
  EcgRecord ecg;
};

/// A record that cannot be used, and why.
struct RefusedRecording {
  std::string uid;
  Error reason;
};

}  // namespace leadwise::training
