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

}  // namespace

void describe_labelled_heads(ModelDescription& description, const TrainingConfig& config, const json& summary) {
  if (!config.name.empty())
    description.name = config.name;
  description.intended_use = intended_use(config, summary);
  description.clinically_validated = false;
  description.validated_on.reset();
  add_training_stage(description, "crossval", config, summary, {});
  auto training = object_of(description.training_json);
  if (!config.data_statement.empty())
    training["sources"] = config.data_statement;
  description.training_json = training.dump();
}

void add_results(ModelDescription& description, const std::string& key, json results) {
  auto all = object_of(description.results_json);
  all[key] = std::move(results);
  description.results_json = all.dump();
}

Result<void> check_not_taught_on(const ModelDescription& description, const std::vector<std::string>& parts) {
  const auto training = object_of(description.training_json);
  for (const auto& stage : member(training, "stages")) {
    if (member(stage, "command") != "crossval")
      continue;
    for (const auto& taught : member(member(stage, "data"), "parts"))
      if (std::find(parts.begin(), parts.end(), taught) != parts.end())
        return fail(ErrorCode::PatientInTwoParts, "the heads were taught on the part " + taught.dump() +
                                                      ": calibrate on patients that they never saw");
  }
  return {};
}

}  // namespace leadwise::training
