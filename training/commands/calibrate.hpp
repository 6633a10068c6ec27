#pragma once

#include "settings/training_config.hpp"

namespace leadwise::training {

/// Command `calibrate`: fits slope and intercept (or a temperature) of the heads of config.weights to the labels of config.parts
/// (validation unless told), chooses the threshold that reaches config.target_sensitivity if one is asked for, and writes the
/// weights with both to config.out; every tensor stays as it is. The card says how, on whom, and what was reached there; what is not
/// validated stays so. Errors: load_labelled_data's, fit_calibration's with the head's name, NoSuchHead, PatientInTwoParts
/// where the heads were taught on these patients.
Result<void> calibrate(const TrainingConfig& config);

}  // namespace leadwise::training
