#include "leadwise/taught_head.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace leadwise {
namespace {

using nlohmann::json;

constexpr std::size_t kPublishedHidden = 128;

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::vector<std::string> heads_besides(const ModelDescription& description, const std::vector<std::string>& ids) {
  std::vector<std::string> others;
  for (const auto& head : description.heads) {
    if (std::find(ids.begin(), ids.end(), head.id) == ids.end())
      others.push_back(head.id);
  }
  return others;
}

std::string taught_use(const ModelDescription& description, const std::vector<std::string>& taught,
                       const std::string& labels) {
  const auto text = "Research use only; not for the care of patients. The heads " + listed(taught) + " were taught " +
                    labels + " They were not validated in a clinical study; a low score excludes nothing.";
  const auto others = heads_besides(description, taught);
  return others.empty()
             ? text
             : text + " Of the heads " + listed(others) + " holds what was said before: " + description.intended_use;
}

/// A card may come from anywhere: what is there may be no object.
json training_of(const ModelDescription& description) {
  // As a view, like all others: over another type there would be a second parser.
  auto training = json::parse(std::string_view(description.training_json), nullptr, false);
  return training.is_object() ? training : json::object();
}

/// Words of the user's may be in any encoding.
std::string text_of(const json& training) { return training.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string labels_of_training(const ModelDescription& description, const std::vector<std::string>& taught,
                               const std::string& labels) {
  auto training = training_of(description);
  const auto others = heads_besides(description, taught);
  auto text = "Heads " + listed(taught) + ": " + labels;
  if (const auto before = training.value("labels", json()); !others.empty() && before.is_string())
    text += " Heads " + listed(others) + ": " + before.get<std::string>();
  training["labels"] = text;
  return text_of(training);
}

}  // namespace

HeadDescription untaught_head(const ModelDescription& model, std::string id, std::string task,
                              std::vector<Lead> leads) {
  return classifier_head(model, std::move(id), std::move(task), std::move(leads), kPublishedHidden,
                         model.preset != "paper");
}

void add_head(WeightFile& file, HeadDescription head, const TrainedHead& trained, double prevalence) {
  std::erase_if(file.description.heads, [&](const HeadDescription& old) { return old.id == head.id; });
  std::erase_if(file.tensors, [&](const auto& tensor) { return tensor.first.rfind("head." + head.id + ".", 0) == 0; });
  head.training_prevalence = prevalence;
  file.description.heads.push_back(std::move(head));
  for (const auto& [name, tensor] : trained.tensors)
    file.tensors[name] = tensor;
}

void add_head_stage(ModelDescription& description, const std::string& head_id, const HeadTrainingSettings& settings,
                    TaughtCount count) {
  auto training = training_of(description);
  auto& stages = training["stages"];
  if (!stages.is_array())
    stages = json::array();
  stages.push_back({{"command", "trainHead"},
                    {"config",
                     {{"head", head_id},
                      {"seed", settings.seed},
                      {"epochs", settings.epochs},
                      {"batch_size", settings.batch_size},
                      {"learning_rate", settings.learning_rate},
                      {"dropout", settings.dropout}}},
                    {"data", {{"records", count.records}, {"positives", count.positives}}}});
  description.training_json = text_of(training);
}

void forget_validation(ModelDescription& description) {
  description.clinically_validated = false;
  description.validated_on.reset();
  for (auto& head : description.heads)
    head.clinically_validated = false;
}

void describe_taught_heads(ModelDescription& description, const std::vector<std::string>& taught,
                           const std::string& labels) {
  description.intended_use = taught_use(description, taught, labels);
  description.training_json = labels_of_training(description, taught, labels);
  forget_validation(description);
}

}  // namespace leadwise
