#include "weights/taught_patients.hpp"

#include <algorithm>

#include "support/json_object.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

/// A card may come from anywhere: what is not there, or not an object's, is null.
json member(const json& object, const char* key) { return object.is_object() ? object.value(key, json()) : json(); }

std::string text_in(const json& object, const char* key) {
  const auto text = member(object, key);
  return text.is_string() ? text.get<std::string>() : "";
}

std::vector<std::string> texts_in(const json& object, const char* key) {
  std::vector<std::string> texts;
  for (const auto& item : member(object, key))
    if (item.is_string())
      texts.push_back(item.get<std::string>());
  return texts;
}

template <class Container>
bool contains(const Container& container, const std::string& item) {
  return std::find(container.begin(), container.end(), item) != container.end();
}

/// One command's entry on the card.
struct Stage {
  std::string command;
  json config, data;

  /// Imposed overload is taught on one part alone, which cards do not say.
  std::vector<std::string> parts() const {
    auto parts = texts_in(data, "parts");
    return parts.empty() && command == "finetune" ? std::vector<std::string>{"train"} : parts;
  }
  /// Of databases and sources.
  std::set<std::string> names() const {
    const auto databases = texts_in(data, "databases");
    std::set<std::string> names(databases.begin(), databases.end());
    for (const auto& part : parts()) {
      const auto sources = member(member(data, part.c_str()), "sources");
      for (const auto& [source, count] : sources.items())
        names.insert(source);
    }
    return names;
  }
  /// Cards of before do not say it: then a column did, or shards are taken for what those of now are.
  bool splits_named(const JudgedPatients& judged) const {
    const auto said = member(data, "splits_named");
    if (said.is_boolean())
      return said.get<bool>();
    return !text_in(config, "part_column").empty() || (!text_in(config, "shards").empty() && judged.splits_named);
  }
};

std::vector<Stage> stages_of(const ModelDescription& description) {
  std::vector<Stage> stages;
  for (const auto& stage : member(object_in(description.training_json), "stages"))
    stages.push_back({text_in(stage, "command"), member(stage, "config"), member(stage, "data")});
  return stages;
}

/// Databases of other names hold other patients; where a card names none, nobody can tell.
bool may_share_patients(const Stage& stage, const JudgedPatients& judged) {
  const auto names = stage.names();
  return names.empty() ||
         std::any_of(names.begin(), names.end(), [&](const std::string& name) { return judged.names.contains(name); });
}

std::optional<std::string> shared_part(const Stage& stage, const JudgedPatients& judged) {
  for (const auto& part : stage.parts())
    if (contains(judged.parts, part))
      return part;
  return std::nullopt;
}

/// What makes the parts of now others than those of then.
std::optional<std::string> other_split(const Stage& stage, const JudgedPatients& judged, const TrainingConfig& config) {
  if (stage.splits_named(judged) != judged.splits_named)
    return "then the parts were " +
           std::string(judged.splits_named ? "drawn, now they are" : "named, now they are not");
  if (judged.splits_named)
    return std::nullopt;
  const auto now = training_config_json(config);
  for (const char* key : {"split_seed", "train_share", "validation_share"})
    if (const auto then = member(stage.config, key); !then.is_null() && then != now[key])
      return "\"" + std::string(key) + "\" was " + then.dump() + " and is " + now[key].dump();
  const auto external_then = texts_in(stage.config, "external_sources");
  for (const auto& source : config.external_sources)
    if (contains(judged.parts, "external") && stage.names().contains(source) && !contains(external_then, source))
      return "\"" + source + "\" was not external";
  return std::nullopt;
}

Result<void> check_stage(const Stage& stage, const JudgedPatients& judged, const TrainingConfig& config,
                         const std::string& what) {
  if (!may_share_patients(stage, judged))
    return {};
  if (const auto part = shared_part(stage, judged))
    return fail(ErrorCode::PatientInTwoParts, "the " + what + " were taught on the part \"" + *part +
                                                  "\": take parts of patients that they never saw");
  if (const auto other = other_split(stage, judged, config))
    return fail(ErrorCode::PatientInTwoParts, "the " + what + " were taught on patients of other parts (" + *other +
                                                  "), who may be among these: split as then");
  return {};
}

bool taught_heads(const Stage& stage, const std::set<std::string>& tasks) {
  if (stage.command != "crossval")
    return stage.command == "finetune";
  const auto task = text_in(stage.config, "task");
  return tasks.empty() || tasks.contains(task.empty() ? text_in(stage.config, "label") : task);
}

constexpr const char* kCannotTell = "Whether some of these patients taught the heads cannot be told: ";

/// "" where none is there.
std::string mark_in(const PatientMarks& marks, const std::string& part, const std::string& database) {
  const auto found = marks.find(part);
  if (found == marks.end() || !found->second.contains(database))
    return "";
  return found->second.at(database);
}

std::vector<std::string> doubts_of(const Stage& stage, const JudgedPatients& judged) {
  if (!may_share_patients(stage, judged))
    return {};
  const auto marks = member(stage.data, "patient_marks");
  if (!marks.is_object())
    return {kCannotTell + std::string("the card does not say who was in the parts that taught them.")};
  std::vector<std::string> doubts;
  for (const auto& [part, databases] : marks.items())
    for (const auto& [database, then] : databases.items())
      if (judged.names.contains(database) && (then == "" || then != mark_in(judged.marks, part, database)))
        doubts.push_back(kCannotTell + ("the part \"" + part + "\" of \"" + database + "\"") +
                         (then == "" ? " was of too few patients to be told again."
                                     : " does not hold the same patients as when it taught them."));
  return doubts;
}

/// The core's own lessons say what they taught, not on whom.
std::vector<std::string> doubts_of_lesson(const Stage& stage, const std::vector<HeadDescription>& heads) {
  const auto id = text_in(stage.config, "head");
  if (std::none_of(heads.begin(), heads.end(), [&](const HeadDescription& head) { return head.id == id; }))
    return {};
  return {kCannotTell + ("the head " + id + " was taught by leadwise itself, and its card does not say on whom.")};
}

/// Whether the card tells of a lesson of this head, whatever it says of it.
bool is_told_of(const HeadDescription& head, const std::vector<Stage>& stages) {
  return std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) {
    return stage.command == "trainHead" ? text_in(stage.config, "head") == head.id : taught_heads(stage, {head.task});
  });
}

std::set<std::string> tasks_in(const std::vector<HeadDescription>& heads) {
  std::set<std::string> tasks;
  for (const auto& head : heads)
    tasks.insert(head.task);
  return tasks;
}

bool taught_encoders_labels(const Stage& stage) {
  const auto rate = member(stage.config, "encoder_learning_rate_factor");
  return stage.command == "finetune" && member(stage.data, "tasks").is_object() && rate != 0.0;
}

}  // namespace

Result<JudgedPatients> judged_patients(const TrainingData& data, const std::vector<std::string>& parts) {
  auto marks = patient_marks(data);
  if (!marks)
    return tl::unexpected(marks.error());
  JudgedPatients judged{parts, {}, true, std::move(*marks)};
  const auto visited = data.source->visit_facts([&](std::size_t position, const RecordFacts& facts) -> Result<void> {
    if (!contains(parts, name_of_part(data.parts[position])))
      return {};
    judged.names.insert({facts.database, facts.source});
    judged.splits_named = judged.splits_named && facts.split.has_value();
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  return judged;
}

Result<void> check_not_taught_on(const ModelDescription& description, const JudgedPatients& judged,
                                 const std::set<std::string>& tasks, const TrainingConfig& config) {
  for (const auto& stage : stages_of(description))
    if (taught_heads(stage, tasks))
      if (auto checked = check_stage(stage, judged, config, "heads"); !checked)
        return checked;
  return {};
}

Result<void> check_encoders_not_taught_on(const ModelDescription& description, const JudgedPatients& judged,
                                          const TrainingConfig& config) {
  for (const auto& stage : stages_of(description))
    if (taught_encoders_labels(stage))
      if (auto checked = check_stage(stage, judged, config, "encoders"); !checked)
        return checked;
  return {};
}

std::vector<std::string> may_have_taught(const ModelDescription& description, const JudgedPatients& judged,
                                         const std::vector<HeadDescription>& heads) {
  std::vector<std::string> all;
  const auto stages = stages_of(description);
  for (const auto& head : heads)
    if (!is_told_of(head, stages))
      all.push_back(kCannotTell + ("the card does not say on whom the head " + head.id + " was taught."));
  for (const auto& stage : stages) {
    auto doubts = stage.command == "trainHead"           ? doubts_of_lesson(stage, heads)
                  : taught_heads(stage, tasks_in(heads)) ? doubts_of(stage, judged)
                                                         : std::vector<std::string>();
    for (auto& doubt : doubts)
      if (!contains(all, doubt))
        all.push_back(std::move(doubt));
  }
  return all;
}

std::vector<std::string> parts_calibrated_on(const ModelDescription& description, const JudgedPatients& judged) {
  std::set<std::string> shared;
  for (const auto& stage : stages_of(description))
    if (stage.command == "calibrate" && may_share_patients(stage, judged))
      for (const auto& part : stage.parts())
        if (contains(judged.parts, part))
          shared.insert(part);
  return {shared.begin(), shared.end()};
}

}  // namespace leadwise::training
