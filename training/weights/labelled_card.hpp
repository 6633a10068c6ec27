#pragma once

#include "leadwise/model_description.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// What a card says once heads were taught a label of the user's own: whom on, and that nobody validated it. What it said of
/// heads that are still there is kept. `summary` is labelled_summary, `taught` are the heads' ids.
void describe_labelled_heads(ModelDescription& description, const TrainingConfig& config, const nlohmann::json& summary,
                             const std::vector<std::string>& taught);

/// What it says once heads were calibrated: to which labels of whom, and that this validates nothing. It stands behind what
/// was said of them, in the place of an earlier calibration's sentence.
void describe_calibration(ModelDescription& description, const TrainingConfig& config, const nlohmann::json& summary,
                          const std::vector<std::string>& calibrated);

/// The same after finetune: the encoders learnt along unless they were frozen, and `summary` holds records and positives of each
/// task by part under "tasks".
void describe_finetuned_heads(ModelDescription& description, const TrainingConfig& config,
                              const nlohmann::json& summary);

/// Puts results under `key`, beside those that are there. Of results with "heads" those of others stay, each with the data that
/// it was judged on.
void add_results(ModelDescription& description, const std::string& key, nlohmann::json results);

}  // namespace leadwise::training
