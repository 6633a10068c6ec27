#pragma once

#include <string>
#include <vector>

#include "leadwise/model_description.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// "12", "6", or names joined by +; in the usual order whatever theirs is. Error: InvalidArgument.
Result<std::vector<Lead>> lead_set(const std::string& text);

/// Those that at least one of config.head_leads holds, in the usual order. Error: InvalidArgument.
Result<std::vector<Lead>> leads_of_sets(const TrainingConfig& config);

/// The first of these leads that the model has no encoder for.
std::optional<Lead> lacking_lead(const ModelDescription& model, const std::vector<Lead>& leads);

/// A head to be taught: "ph_12", "ph_6", "ph_I-II-V1".
HeadDescription head_of_set(const ModelDescription& model, const std::string& task, const std::string& set,
                            std::vector<Lead> leads);

}  // namespace leadwise::training
