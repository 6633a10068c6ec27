#include "weights/model_card.hpp"

#include <filesystem>

#include "leadwise/taught_head.hpp"
#include "support/json_object.hpp"

namespace leadwise::training {
namespace {

constexpr const char* kIntendedUse =
    "Research use only; not for the care of patients. The score tells ECGs with right-ventricular overload imposed by "
    "a "
    "simulation from the same ECGs without it. No pulmonary-hypertension label was seen in training: the score is not "
    "a "
    "probability of pulmonary hypertension, and a low score excludes nothing.";

constexpr const char* kEncodersUse =
    "Research use only; not for the care of patients. Encoders and a decoder without a classifier: they give no score.";

constexpr const char* kLabels =
    "No diagnosis was learnt. Positive: a dipole of right-ventricular pressure overload of random severity, simulated "
    "and added to a real ECG. Negative: the same ECGs through the identical path at severity 0 (control), and with "
    "vectors of equal energy in other directions (sham). Recordings flagged as right ventricular hypertrophy, right "
    "axis deviation or right atrial overload, and all others of their patients, taught these heads nothing.";

nlohmann::json without_folders(const TrainingConfig& config) {
  auto options = training_config_json(config);
  for (const char* key : {"recordings", "shards", "weights", "out", "weights_out"})
    options[key] = std::filesystem::path(options[key].get<std::string>()).filename().string();
  return options;
}

nlohmann::json training_of(const ModelDescription& description) { return object_in(description.training_json); }

}  // namespace

void add_training_stage(ModelDescription& description, const std::string& command, const TrainingConfig& config,
                        const nlohmann::json& data, const std::map<std::string, double>& measurements) {
  auto training = training_of(description);
  training["stages"].push_back(
      {{"command", command}, {"config", without_folders(config)}, {"data", data}, {"measurements", measurements}});
  description.training_json = training.dump();
}

void describe_encoders(ModelDescription& description) { description.intended_use = kEncodersUse; }

void describe_overload_heads(ModelDescription& description) {
  description.intended_use = kIntendedUse;
  for (auto& head : description.heads) {
    head.threshold.reset();
    head.calibration.reset();
  }
  forget_statements(description);
  auto training = training_of(description);
  training["labels"] = kLabels;
  description.training_json = training.dump();
  forget_validation(description);
}

void describe_sources(ModelDescription& description, const TrainingConfig& config) {
  if (config.data_statement.empty())
    return;
  auto training = training_of(description);
  training["sources"] = config.data_statement;
  description.training_json = training.dump();
}

void describe_export(ModelDescription& description, const TrainingConfig& config) {
  if (!config.name.empty())
    description.name = config.name;
  if (!config.licence.empty())
    description.licence = config.licence;
  forget_validation(description);
  describe_sources(description, config);
}

}  // namespace leadwise::training
