#include "leadwise/taught_head.hpp"

#include <algorithm>

#include "card_object.hpp"
#include "head_statements.hpp"

namespace leadwise {
namespace {

using nlohmann::json;

constexpr std::size_t kPublishedHidden = 128;

bool is_part_of_id(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

/// "ph_12" does, and so do "ph_12 - ph_6" and sentences.
bool names_head(const std::string& text, const std::string& id) {
  for (auto at = text.find(id); at != std::string::npos; at = text.find(id, at + 1)) {
    const auto end = at + id.size();
    if ((at == 0 || !is_part_of_id(text[at - 1])) && (end == text.size() || !is_part_of_id(text[end])))
      return true;
  }
  return false;
}

/// Results of one head, and what then judges nobody any more.
void take_out_results(json& results, const std::string& id) {
  if (!results.is_structured())
    return;
  const bool is_object = results.is_object(), judged = is_object && results.contains("heads");
  for (auto it = results.begin(); it != results.end();) {
    const bool of_head =
        is_object ? names_head(it.key(), id) : it->is_string() && names_head(it->get<std::string>(), id);
    const bool was_empty = it->empty();
    take_out_results(*it, id);
    it = of_head || (it->is_object() && it->empty() && !was_empty) ? results.erase(it) : std::next(it);
  }
  if (judged && !results.contains("heads"))
    results = json::object();
}

bool is_lesson_of(const json& stage, const std::string& id) {
  if (!stage.is_object() || stage.value("command", json()) != "trainHead")
    return false;
  const auto config = stage.value("config", json());
  return config.is_object() && config.value("head", json()) == id;
}

/// The results and the lesson of a head that is there no more.
void forget_head(ModelDescription& description, const std::string& id) {
  auto results = object_in_card(description.results_json);
  take_out_results(results, id);
  description.results_json = card_text_of(results);
  auto training = object_in_card(description.training_json);
  if (const auto stages = training.find("stages"); stages != training.end() && stages->is_array())
    for (auto stage = stages->begin(); stage != stages->end();)
      stage = is_lesson_of(*stage, id) ? stages->erase(stage) : std::next(stage);
  description.training_json = card_text_of(training);
}

}  // namespace

HeadDescription untaught_head(const ModelDescription& model, std::string id, std::string task,
                              std::vector<Lead> leads) {
  return classifier_head(model, std::move(id), std::move(task), std::move(leads), kPublishedHidden,
                         model.preset != "paper");
}

void add_head(WeightFile& file, HeadDescription head, const TrainedHead& trained, double prevalence) {
  const auto replaced =
      std::erase_if(file.description.heads, [&](const HeadDescription& old) { return old.id == head.id; });
  if (replaced > 0)
    forget_head(file.description, head.id);
  std::erase_if(file.tensors, [&](const auto& tensor) { return tensor.first.rfind("head." + head.id + ".", 0) == 0; });
  head.training_prevalence = prevalence;
  file.description.heads.push_back(std::move(head));
  for (const auto& [name, tensor] : trained.tensors)
    file.tensors[name] = tensor;
}

void add_head_stage(ModelDescription& description, const std::string& head_id, const HeadTrainingSettings& settings,
                    TaughtCount count) {
  auto training = object_in_card(description.training_json);
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
  description.training_json = card_text_of(training);
}

void forget_validation(ModelDescription& description) {
  description.clinically_validated = false;
  description.validated_on.reset();
  for (auto& head : description.heads)
    head.clinically_validated = false;
}

void describe_taught_heads(ModelDescription& description, const std::vector<std::string>& taught,
                           const std::string& labels) {
  auto statements = HeadStatements::of(description, taught);
  statements.add_taught(taught, labels);
  statements.write(description);
  forget_validation(description);
}

void describe_calibrated_heads(ModelDescription& description, const std::vector<std::string>& calibrated,
                               const std::string& how) {
  auto statements = HeadStatements::of(description, {});
  statements.add_calibrated(calibrated, how);
  statements.write(description);
  forget_validation(description);
}

void forget_statements(ModelDescription& description) {
  auto training = object_in_card(description.training_json);
  training.erase(kHeadStatements);
  description.training_json = card_text_of(training);
}

}  // namespace leadwise
