#pragma once

#include "data/training_data.hpp"
#include "leadwise/model.hpp"

namespace leadwise::training {

/// What a weight file does on patients that it was not trained on, by the core's own inference, as JSON: for each part (config.parts,
/// else "test" and "external"), without flagged recordings, each head (of config.task, else all), each severity: AUROC of imposed
/// overload against controls, against sham of equal severity, and against both; sham against controls; and of all recordings: how the
/// score of the unaltered ECG changes when it begins later (steadiness_results), the mean squared error of reconstruction, and the
/// agreement of unaltered ECGs' scores with the flags rvh, right_axis and right_atrial, by database. Every AUROC has its 95 % interval (bootstrap over patients) and counts.
/// Errors: whatever the model answers; NoSuchHead; NoUsableRecord where there is nobody to judge by; PatientInTwoParts where they
/// taught the heads.
Result<nlohmann::json> evaluate_model(Model& model, const TrainingData& data, const TrainingConfig& config);

/// Command `evaluate`: judges config.weights, prints a table on stdout, writes the JSON to config.out if named. With config.label
/// it judges by that label instead (evaluate_labels).
Result<void> evaluate(const TrainingConfig& config);

}  // namespace leadwise::training
