#pragma once

#include <string>

#include "leadwise/model_description.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// Appends a stage (command, config, data, measurements) to description.training_json. Paths are cut to their last
/// part: a model tells nobody's folders.
void add_training_stage(ModelDescription& description, const std::string& command, const TrainingConfig& config,
                        const nlohmann::json& data, const std::map<std::string, double>& measurements);

/// Fills the fields that say what the exported model is and is not. Its results come from evaluate_model.
void describe_export(ModelDescription& description, const TrainingConfig& config);

}  // namespace leadwise::training
