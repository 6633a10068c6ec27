#pragma once

#include <string>

#include "leadwise/model_description.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// Appends a stage (command, config, data, measurements) to description.training_json. Paths are cut to their last
/// part: a model tells nobody's folders.
void add_training_stage(ModelDescription& description, const std::string& command, const TrainingConfig& config,
                        const nlohmann::json& data, const std::map<std::string, double>& measurements);

/// What the card of weights without heads says.
void describe_encoders(ModelDescription& description);

/// What it says once all heads were taught imposed overload. Thresholds and calibrations were those of other heads: they go.
void describe_overload_heads(ModelDescription& description);

/// Whose recordings were learnt from, as the config states it; what stood there stays where it states nothing.
void describe_sources(ModelDescription& description, const TrainingConfig& config);

/// What the card of an exported file says besides: its name, its licence and whose recordings were trained on, where the config
/// states them. Heads keep what was said of them, with calibration and threshold; nobody has validated the file. Its results come
/// from evaluate_model.
void describe_export(ModelDescription& description, const TrainingConfig& config);

}  // namespace leadwise::training
