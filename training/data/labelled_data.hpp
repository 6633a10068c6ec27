#pragma once

#include "data/patient_split.hpp"

namespace leadwise::training {

/// Whom a recording is of, for tables by group.
struct Subject {
  std::string sex;  ///< "female", "male" or "unknown"
  std::string age;  ///< "under 40", "40 to 64", "65 and over" or "unknown"
};

/// Recordings of the wanted parts, each with its label from the table's column config.label.
struct LabelledData {
  std::vector<Recording> recordings;
  std::vector<bool> positive;
  std::vector<Subject> subjects;
  std::vector<std::string> parts;  ///< names of the parts that were wanted
  std::size_t refused = 0;         ///< recordings that could not be used

  std::vector<std::string> patients() const;
};

/// Reads the recordings of config.parts, or of `usual_parts` where none are named, with their labels. Says on stderr which
/// recordings were refused. Sex and age come from the columns "sex" and "age_years" where the table has them, else from the
/// ECG's file. Errors: load_recordings'; InvalidArgument (no label named), InvalidHeader (no such column, a uid
/// given twice, a part of another name), InvalidLabel naming column and recording, PatientInTwoParts, OneClassOnly, NoUsableRecord.
Result<LabelledData> load_labelled_data(const TrainingConfig& config, const std::vector<Part>& usual_parts);

/// Counts, for the model's card.
nlohmann::json labelled_summary(const LabelledData& data, const TrainingConfig& config);

}  // namespace leadwise::training
