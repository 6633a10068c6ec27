#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Command `export`: writes config.weights as config.weight_type to config.out, with the model's card. Where
/// config.recordings is named, the file is judged on held-out patients and the results are on the card.
/// Errors: InvalidArgument (no heads), AgreementTooLow naming the difference: then nothing is written.
Result<void> export_model(const TrainingConfig& config);

}  // namespace leadwise::training
