#pragma once

#include "leadwise/model_description.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// What a card says once heads were taught a label of the user's own: whom on, and that nobody validated it. `summary` is
/// labelled_summary.
void describe_labelled_heads(ModelDescription& description, const TrainingConfig& config,
                             const nlohmann::json& summary);

/// The same after finetune: the encoders learnt along unless they were frozen, and `summary` holds records and positives of each
/// task by part under "tasks".
void describe_finetuned_heads(ModelDescription& description, const TrainingConfig& config,
                              const nlohmann::json& summary);

/// Puts results under `key`, beside those that are there.
void add_results(ModelDescription& description, const std::string& key, nlohmann::json results);

/// Error: PatientInTwoParts where the card says that heads were taught labels on one of these parts: what was learnt from
/// cannot calibrate.
Result<void> check_not_taught_on(const ModelDescription& description, const std::vector<std::string>& parts);

}  // namespace leadwise::training
