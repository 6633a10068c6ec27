#include "weights/labelled_card.hpp"

#include <algorithm>
#include <sstream>

#include "weights/model_card.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

json object_of(const std::string& text) {
  auto parsed = json::parse(text, nullptr, false);
  return parsed.is_object() ? parsed : json::object();
}

/// A card may come from anywhere: what is not there, or not an object's, is null.
json member(const json& object, const char* key) { return object.is_object() ? object.value(key, json()) : json(); }

std::string intended_use(const TrainingConfig& config, const json& summary) {
  std::ostringstream text;
  text << "Research use only; not for the care of patients. The heads of task "
       << (config.task.empty() ? config.label : config.task) << " were taught the label \"" << config.label << "\" on "
       << summary["records"] << " ECGs of " << summary["patients"] << " patients, " << summary["positives"]
       << " positive. They were not validated in a clinical study; a low score excludes nothing.";
  return text.str();
}

std::string finetuned_use(const TrainingConfig& config, const json& tasks) {
  std::ostringstream text;
  text << "Research use only; not for the care of patients. The heads were taught these labels, the encoders "
       << (config.encoder_learning_rate_factor > 0.0 ? "along with them: " : "staying as they were: ");
  const char* separator = "";
  for (const auto& [task, parts] : tasks.items()) {
    const auto& train = parts["train"];
    text << separator << '"' << task << "\" on " << train["records"] << " ECGs, " << train["positives"] << " positive";
    separator = "; ";
  }
  text << ". They were not validated in a clinical study; a low score excludes nothing.";
  return text.str();
}

void describe_unvalidated(ModelDescription& description, const TrainingConfig& config, std::string intended_use) {
  if (!config.name.empty())
    description.name = config.name;
  description.intended_use = std::move(intended_use);
  description.clinically_validated = false;
  description.validated_on.reset();
  auto training = object_of(description.training_json);
  if (!config.data_statement.empty())
    training["sources"] = config.data_statement;
  description.training_json = training.dump();
}

}  // namespace

void describe_finetuned_heads(ModelDescription& description, const TrainingConfig& config, const json& summary) {
  describe_unvalidated(description, config, finetuned_use(config, summary["tasks"]));
}

void describe_labelled_heads(ModelDescription& description, const TrainingConfig& config, const json& summary) {
  add_training_stage(description, "crossval", config, summary, {});
  describe_unvalidated(description, config, intended_use(config, summary));
}

void add_results(ModelDescription& description, const std::string& key, json results) {
  auto all = object_of(description.results_json);
  all[key] = std::move(results);
  description.results_json = all.dump();
}

Result<void> check_not_taught_on(const ModelDescription& description, const std::vector<std::string>& parts) {
  const auto training = object_of(description.training_json);
  for (const auto& stage : member(training, "stages")) {
    for (const auto& taught : member(member(stage, "data"), "parts"))
      if (std::find(parts.begin(), parts.end(), taught) != parts.end())
        return fail(ErrorCode::PatientInTwoParts, "the heads were taught on the part " + taught.dump() +
                                                      ": calibrate on patients that they never saw");
  }
  return {};
}

}  // namespace leadwise::training
