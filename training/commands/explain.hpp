#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Command `explain`: what the heads of config.weights (of config.task, where named) use of the recordings of config.parts (test and
/// external unless told), or of config.explained_records of them at equal distances. Every record is screened and explained as
/// `leadwise screen --explain` does; means by lead and part of the beat, with patient-clustered intervals, are printed and
/// written as JSON to config.out if named. Records for which the tool abstains are counted by the reason.
/// Errors: load_training_data's, NoSuchHead, whatever the model answers; NoUsableRecord where no record could be explained.
Result<void> explain(const TrainingConfig& config);

}  // namespace leadwise::training
