#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Command `crossval`: the published fine-tuning protocol on a label of the user's own. Every recording of config.parts (train,
/// validation and test unless told) goes through the frozen encoders of config.weights once; heads of config.head_leads, 12 and 6
/// unless told, are taught on all folds but one (by patient, stratified) and judged on that one. Reports each metric's mean and SD
/// over the folds, and of the pooled answers with intervals; heads against each other. Losses by epoch are logged in a folder
/// beside the results. With config.weights_out the heads are taught again on all folds and written into a weight file whose
/// card says so. Errors: load_labelled_data's, stratified_folds', train_head's.
Result<void> crossval(const TrainingConfig& config);

}  // namespace leadwise::training
