#include "head_statements.hpp"

#include <algorithm>
#include <array>

#include "card_object.hpp"

namespace leadwise {
namespace {

using nlohmann::json;

constexpr std::array kKinds = {"before", "taught", "calibrated"};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string text_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_in(const json& object, const char* key) {
  std::vector<std::string> texts;
  if (const auto found = object.find(key); found != object.end())
    for (const auto& item : *found)
      if (item.is_string())
        texts.push_back(item.get<std::string>());
  return texts;
}

}  // namespace

std::optional<HeadStatements> HeadStatements::stored_in(const ModelDescription& description) {
  const auto training = object_in_card(description.training_json);
  const auto stored = training.find(kHeadStatements);
  if (stored == training.end())
    return std::nullopt;
  HeadStatements said;
  for (const auto& one : *stored)
    for (std::size_t kind = 0; kind < kKinds.size(); ++kind)
      if (one.is_object() && one.contains(kKinds[kind]))
        said.statements_.push_back(
            {static_cast<Kind>(kind), texts_in(one, "heads"), text_in(one, kKinds[kind]), text_in(one, "labels")});
  return said;
}

HeadStatements HeadStatements::of(const ModelDescription& description, const std::vector<std::string>& others) {
  auto stored = stored_in(description);
  if (stored && stored->intended_use() == description.intended_use)
    return std::move(*stored);
  HeadStatements said;
  const auto labels = text_in(object_in_card(description.training_json), "labels");
  if (auto heads = heads_besides(description, others); !heads.empty())
    said.statements_.push_back({Kind::before, std::move(heads), description.intended_use, labels});
  return said;
}

void HeadStatements::take_out(const std::vector<std::string>& heads, std::optional<Kind> kind) {
  std::erase_if(statements_, [&](Statement& said) {
    if (kind && said.kind != *kind)
      return false;
    std::erase_if(said.heads, [&](const std::string& head) { return contains(heads, head); });
    return said.heads.empty();
  });
}

void HeadStatements::add_taught(const std::vector<std::string>& heads, const std::string& labels) {
  take_out(heads, std::nullopt);
  statements_.push_back({Kind::taught, heads, labels});
}

void HeadStatements::add_calibrated(const std::vector<std::string>& heads, const std::string& how) {
  take_out(heads, Kind::calibrated);
  statements_.push_back({Kind::calibrated, heads, how});
}

std::string HeadStatements::intended_use() const {
  std::string taught, before, of_before, calibrated;
  for (const auto& said : statements_) {
    const auto heads = listed(said.heads);
    if (said.kind == Kind::taught) {
      taught.insert(0, " The heads " + heads + " were taught " + said.text);
    } else if (said.kind == Kind::calibrated) {
      calibrated += " Calibrated afterwards: the heads " + heads + ", " + said.text;
    } else {
      before = said.text;
      of_before = " Of the heads " + heads + " holds what was said before: ";
    }
  }
  if (taught.empty())
    return before + calibrated;
  return "Research use only; not for the care of patients." + taught +
         " They were not validated in a clinical study; a low score excludes nothing." + of_before + before +
         calibrated;
}

/// Empty where none was taught: then the card's own stay.
std::string HeadStatements::labels() const {
  std::string taught, before;
  for (const auto& said : statements_) {
    const auto of_heads = "Heads " + listed(said.heads) + ": ";
    if (said.kind == Kind::taught)
      taught.insert(0, of_heads + said.text + " ");
    else if (said.kind == Kind::before && !said.labels.empty())
      before = of_heads + said.labels;
  }
  if (!taught.empty() && before.empty())
    taught.pop_back();
  return taught.empty() ? taught : taught + before;
}

void HeadStatements::write(ModelDescription& description) const {
  auto training = object_in_card(description.training_json);
  auto& stored = training[kHeadStatements] = json::array();
  for (const auto& said : statements_) {
    stored.push_back({{"heads", said.heads}, {kKinds[static_cast<std::size_t>(said.kind)], said.text}});
    if (!said.labels.empty())
      stored.back()["labels"] = said.labels;
  }
  if (auto text = labels(); !text.empty())
    training["labels"] = std::move(text);
  description.training_json = card_text_of(training);
  description.intended_use = intended_use();
}

std::vector<std::string> heads_besides(const ModelDescription& description, const std::vector<std::string>& ids) {
  std::vector<std::string> others;
  for (const auto& head : description.heads)
    if (!contains(ids, head.id))
      others.push_back(head.id);
  return others;
}

}  // namespace leadwise
