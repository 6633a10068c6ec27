#include "shards/facts_json.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

Error malformed_fact(const char* key) {
  return {ErrorCode::InvalidHeader, "a record's \"" + std::string(key) + "\" is missing or of another type"};
}

std::optional<std::string> text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string())
    return std::nullopt;
  return found->get<std::string>();
}

bool is_label(const json& value) { return value.is_null() || value == 0 || value == 1; }

bool take_labels(const json& object, std::map<std::string, std::optional<int>>& labels) {
  const auto found = object.find("labels");
  if (found == object.end() || !found->is_object())
    return false;
  for (const auto& [name, value] : found->items()) {
    if (!is_label(value))
      return false;
    labels[name] = value.is_null() ? std::nullopt : std::optional(value.get<int>());
  }
  return true;
}

bool is_positive(const RecordFacts& facts, const char* label) {
  const auto found = facts.labels.find(label);
  return found != facts.labels.end() && found->second == 1;
}

}  // namespace

nlohmann::ordered_json facts_json(const RecordFacts& facts) {
  nlohmann::ordered_json labels = nlohmann::ordered_json::object();
  for (const auto& [name, value] : facts.labels)
    labels[name] = value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
  nlohmann::ordered_json json = {{"uid", facts.uid}, {"database", facts.database}, {"patient", facts.patient}};
  json["split"] = facts.split ? nlohmann::ordered_json(*facts.split) : nlohmann::ordered_json(nullptr);
  json["weight"] = facts.weight;
  json["labels"] = labels;
  json["path_sha256"] = facts.path_sha256;
  return json;
}

Result<RecordFacts> parse_facts(const json& object) {
  if (!object.is_object())
    return tl::unexpected(malformed_fact("facts"));
  RecordFacts facts;
  const std::pair<const char*, std::string*> texts[] = {{"uid", &facts.uid},
                                                        {"database", &facts.database},
                                                        {"patient", &facts.patient},
                                                        {"path_sha256", &facts.path_sha256}};
  for (const auto& [key, member] : texts) {
    const auto text = text_of(object, key);
    if (!text)
      return tl::unexpected(malformed_fact(key));
    *member = *text;
  }
  facts.source = facts.database;
  facts.split = text_of(object, "split");
  const auto weight = object.find("weight");
  if (weight == object.end() || !weight->is_number())
    return tl::unexpected(malformed_fact("weight"));
  facts.weight = weight->get<double>();
  if (!take_labels(object, facts.labels))
    return tl::unexpected(malformed_fact("labels"));
  facts.rvh = is_positive(facts, "rvh");
  facts.right_axis = is_positive(facts, "right_axis");
  facts.right_atrial = is_positive(facts, "right_atrial");
  return facts;
}

}  // namespace leadwise::training
