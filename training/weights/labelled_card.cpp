#include "weights/labelled_card.hpp"

#include <sstream>

#include "leadwise/taught_head.hpp"
#include "support/json_object.hpp"
#include "weights/model_card.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// "the label "ph" of 24 ECGs of 22 patients, 9 positive. Data: ..."
std::string labels_text(const TrainingConfig& config, const json& summary) {
  std::ostringstream text;
  text << "the label \"" << config.label << "\" of " << summary["records"] << " ECGs of " << summary["patients"]
       << " patients, " << summary["positives"] << " positive. Data: ";
  if (config.data_statement.empty())
    text << "database " << listed(summary["databases"].get<std::vector<std::string>>()) << ".";
  else
    text << config.data_statement;
  return text.str();
}

std::string calibration_text(const TrainingConfig& config, const json& summary) {
  return "by " + std::string(config.calibration_method == "platt" ? "slope and intercept" : "temperature") + ", to " +
         labels_text(config, summary) +
         " What they give as a probability is the share of that label among ECGs like these, tried on no others. That "
         "is no "
         "clinical validation: it is not for the care of patients, and a low one excludes nothing.";
}

/// How many ECGs of the training part each task was taught on.
std::string taught_labels(const json& tasks) {
  std::ostringstream text;
  const char* separator = "";
  for (const auto& [task, parts] : tasks.items()) {
    const auto& train = parts["train"];
    text << separator << '"' << task << "\" on " << train["records"] << " ECGs, " << train["positives"] << " positive";
    separator = "; ";
  }
  return text.str();
}

std::string finetuned_use(const TrainingConfig& config, const json& tasks) {
  const bool frozen = config.encoder_learning_rate_factor == 0.0;
  return "Research use only; not for the care of patients. The heads were taught these labels, the encoders " +
         std::string(frozen ? "staying as they were: " : "learning along: ") + taught_labels(tasks) +
         ". They were not validated in a clinical study; a low score excludes nothing.";
}

/// What was said before of heads that these results do not judge, each with the data that it was judged on.
void keep_other_heads(json& results, const json& before) {
  const auto heads = before.is_object() ? before.value("heads", json()) : json();
  for (const auto& [id, said] : heads.items()) {
    if (results["heads"].contains(id) || !said.is_object())
      continue;
    auto kept = said;
    for (const auto& [name, value] : before.items())
      if (name != "heads" && name != "paired" && !kept.contains(name))
        kept[name] = value;
    results["heads"][id] = std::move(kept);
  }
  if (const auto pairs = before.is_object() ? before.value("paired", json()) : json(); pairs.is_object())
    for (const auto& [title, said] : pairs.items())
      if (!results["paired"].contains(title))
        results["paired"][title] = said;
}

}  // namespace

void describe_finetuned_heads(ModelDescription& description, const TrainingConfig& config, const json& summary) {
  if (!config.name.empty())
    description.name = config.name;
  description.intended_use = finetuned_use(config, summary["tasks"]);
  forget_validation(description);
  forget_statements(description);
  auto training = object_in(description.training_json);
  training["labels"] = taught_labels(summary["tasks"]) + ".";
  description.training_json = training.dump();
  describe_sources(description, config);
}

void describe_labelled_heads(ModelDescription& description, const TrainingConfig& config, const json& summary,
                             const std::vector<std::string>& taught) {
  if (!config.name.empty())
    description.name = config.name;
  describe_taught_heads(description, taught, labels_text(config, summary));
  add_training_stage(description, "crossval", config, summary, {});
  describe_sources(description, config);
}

void describe_calibration(ModelDescription& description, const TrainingConfig& config, const json& summary,
                          const std::vector<std::string>& calibrated) {
  if (!config.name.empty())
    description.name = config.name;
  describe_calibrated_heads(description, calibrated, calibration_text(config, summary));
  add_training_stage(description, "calibrate", config, summary, {});
}

void add_results(ModelDescription& description, const std::string& key, json results) {
  auto all = object_in(description.results_json);
  if (results.is_object() && results.contains("heads") && all.contains(key))
    keep_other_heads(results, all[key]);
  all[key] = std::move(results);
  description.results_json = all.dump();
}

}  // namespace leadwise::training
