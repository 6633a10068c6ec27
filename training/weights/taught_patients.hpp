#pragma once

#include <set>
#include <string>
#include <vector>

#include "data/training_data.hpp"
#include "leadwise/model_description.hpp"
#include "weights/patient_marks.hpp"

namespace leadwise::training {

/// Whom something is judged by or calibrated on, as far as parts and databases tell.
struct JudgedPatients {
  std::vector<std::string> parts;
  std::set<std::string> names;  ///< of their databases and sources
  bool splits_named = false;    ///< a list or column says everybody's part; else parts are drawn
  PatientMarks marks = {};      ///< of all parts
};

/// Errors: those of reading what the source knows: nobody may be judged by whoever may have taught.
Result<JudgedPatients> judged_patients(const TrainingData& data, const std::vector<std::string>& parts);

/// Error: PatientInTwoParts where the card says that heads of these tasks, or encoders below them, were taught on patients of
/// these parts and databases, or in parts that were drawn otherwise than `config` draws them: what was learnt from can
/// neither judge nor calibrate. Nothing is known of a database of another name. `tasks` empty: of all heads.
Result<void> check_not_taught_on(const ModelDescription& description, const JudgedPatients& judged,
                                 const std::set<std::string>& tasks, const TrainingConfig& config);

/// The same of labels that the encoders learnt: heads on them are then no test of these patients.
Result<void> check_encoders_not_taught_on(const ModelDescription& description, const JudgedPatients& judged,
                                          const TrainingConfig& config);

/// Sentences, one for each reason why nobody can tell whether some of the judged patients taught these heads: since then others have
/// come into the parts that taught them, or were moved out of them (by a flag, another list, an external source); the card
/// does not say who was in them, or on whom a head was taught at all, as with imported weights. Nothing of databases of other names.
std::vector<std::string> may_have_taught(const ModelDescription& description, const JudgedPatients& judged,
                                         const std::vector<HeadDescription>& heads);

/// Those of the parts that heads were calibrated on.
std::vector<std::string> parts_calibrated_on(const ModelDescription& description, const JudgedPatients& judged);

}  // namespace leadwise::training
