#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Command `evaluate` with config.label: judges the heads of config.weights against a column of the table, on config.parts (test and
/// external unless told): every metric with patient-clustered intervals, DeLong's where a patient has one record,
/// decision curves, groups by sex, age and database, and heads of one task against each other on the same records.
/// Errors: load_labelled_data's, NoSuchHead, whatever the model answers.
Result<void> evaluate_labels(const TrainingConfig& config);

}  // namespace leadwise::training
