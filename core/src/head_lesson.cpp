#include "leadwise/head_lesson.hpp"

#include <algorithm>

#include "leadwise/taught_head.hpp"

namespace leadwise {
namespace {

std::string labels_text(const HeadLesson& lesson, std::size_t records, std::size_t positives) {
  return "the label \"" + lesson.task + "\" of " + std::to_string(records) + " ECGs, " + std::to_string(positives) +
         " positive. Data: " + (lesson.data_statement.empty() ? "not stated." : lesson.data_statement);
}

/// "leadwise + ph_12", once however often the head is taught.
std::string name_with(const std::string& name, const std::string& head_id) {
  const auto added = " + " + head_id;
  return (name + " ").find(added + " ") == std::string::npos ? name + added : name;
}

void describe(ModelDescription& description, const HeadLesson& lesson, const std::string& head_id,
              const HeadExamples& examples) {
  const auto records = examples.positive.size();
  const auto positives = static_cast<std::size_t>(std::count(examples.positive.begin(), examples.positive.end(), true));
  description.name = lesson.name.empty() ? name_with(description.name, head_id) : lesson.name;
  describe_taught_heads(description, {head_id}, labels_text(lesson, records, positives));
  add_head_stage(description, head_id, lesson.settings, {records, positives});
}

/// "ph_12", "ph_6" of the limb leads, else "ph_I-II-V1".
std::string id_of(const std::string& task, const std::vector<Lead>& leads) {
  if (std::equal(leads.begin(), leads.end(), kTwelveLeads.begin(), kTwelveLeads.end()))
    return task + "_12";
  if (std::equal(leads.begin(), leads.end(), kLimbLeads.begin(), kLimbLeads.end()))
    return task + "_6";
  std::string names;
  for (const Lead lead : leads)
    names.append(names.empty() ? "" : "-").append(lead_name(lead));
  return task + '_' + names;
}

double prevalence_of(const HeadExamples& examples) {
  const auto positives = std::count(examples.positive.begin(), examples.positive.end(), true);
  return static_cast<double>(positives) / static_cast<double>(examples.positive.size());
}

}  // namespace

Result<HeadDescription> head_of(const HeadLesson& lesson, const ModelDescription& model) {
  auto leads = lesson.leads;
  std::sort(leads.begin(), leads.end());
  auto id = id_of(lesson.task, leads);
  auto head = untaught_head(model, std::move(id), lesson.task, std::move(leads));
  ModelDescription alone = model;
  alone.heads = {head};
  return parse_model_description(model_description_json(alone)).map([&](const ModelDescription&) { return head; });
}

Result<TaughtWeights> teach_head(std::span<const std::uint8_t> safetensors, const HeadLesson& lesson,
                                 const HeadExamples& examples) {
  auto file = read_weight_file(safetensors);
  if (!file)
    return tl::unexpected(file.error());
  const auto head = head_of(lesson, file->description);
  if (!head)
    return tl::unexpected(head.error());
  auto trained = train_head(*head, examples, lesson.settings);
  if (!trained)
    return tl::unexpected(trained.error());
  add_head(*file, *head, *trained, prevalence_of(examples));
  describe(file->description, lesson, head->id, examples);
  auto written = write_weight_file(file->description, file->tensors);
  if (!written)
    return tl::unexpected(written.error());
  return TaughtWeights{std::move(*written), head->id, std::move(trained->losses)};
}

}  // namespace leadwise
