#pragma once

#include <map>

#include "data/training_data.hpp"

namespace leadwise::training {

/// Whom a recording is of, for tables by group.
struct Subject {
  std::string sex;  ///< "female", "male" or "unknown"
  std::string age;  ///< "under 40", "40 to 64", "65 and over" or "unknown"
};

/// One record and its label, without its samples.
struct LabelledRecord {
  std::size_t position = 0;  ///< in the source
  std::string patient, database;
  bool positive = false;
  double weight = 1.0;       ///< of the shards' list: what it counts where heads are taught
  bool split_named = false;  ///< the part was named, not drawn
  Subject subject;
};

/// Recordings of the wanted parts, each with its label: the table's column config.label, or the label of that name in shards.
struct LabelledData {
  TrainingData data;
  std::vector<LabelledRecord> records;
  std::vector<std::string> parts;  ///< names of the parts that were wanted
  std::size_t refused = 0;         ///< recordings that could not be used
  std::size_t unlabelled = 0;      ///< of these parts in shards, whose label nobody knows: left out
  std::map<std::string, std::size_t> abstained =
      {};  ///< by the error's name: the tool gives them no score, so left out

  std::vector<std::string> patients() const;
  std::vector<bool> positive() const;
  std::vector<double> weights() const;
  std::size_t positives() const;
};

/// Finds the recordings of config.parts, or of `usual_parts` where none are named, with their labels. Says on stderr which
/// recordings were refused. Sex and age come from the columns "sex" and "age_years" where a folder's table has them, else from
/// the ECG. `leads`: as load_training_data. Errors: load_training_data's; InvalidArgument (no label named, a part_column for shards), InvalidHeader (no such
/// column or label, a uid given twice, a part of another name), InvalidLabel naming column and recording, PatientInTwoParts,
/// OneClassOnly, NoUsableRecord.
Result<LabelledData> load_labelled_data(const TrainingConfig& config, const std::vector<Part>& usual_parts,
                                        std::span<const Lead> leads = kTwelveLeads);

/// Hands over every record that the tool would give a score (find_abstention), in their order, as visit_recordings does; the
/// others, and those that are refused there, leave `labelled`.
/// Errors: visit_recordings'; OneClassOnly, NoUsableRecord where what is left cannot be judged by.
Result<void> visit_labelled(LabelledData& labelled, const TrainingConfig& config, const RecordingVisitor& visit);

/// Counts, for the model's card.
nlohmann::json labelled_summary(const LabelledData& labelled, const TrainingConfig& config);

}  // namespace leadwise::training
