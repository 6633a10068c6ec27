#include "commands/lesson.hpp"

#include <algorithm>
#include <sstream>

#include "leadwise/lead.hpp"
#include "leadwise/taught_head.hpp"

namespace leadwise::training {
namespace {

std::vector<Lead> twelve_leads() { return {kTwelveLeads.begin(), kTwelveLeads.end()}; }
std::vector<Lead> limb_leads() { return {kLimbLeads.begin(), kLimbLeads.end()}; }

std::vector<HeadDescription> overload_heads(const ModelDescription& model) {
  if (model.preset != "paper")
    return leadwise_preset().heads;
  return {untaught_head(model, "rv_overload_12", "rv_overload", twelve_leads()),
          untaught_head(model, "rv_overload_6", "rv_overload", limb_leads())};
}

/// "12", "6", or names joined by +; in the usual order whatever theirs is.
Result<std::vector<Lead>> lead_set(const std::string& text, const ModelDescription& model) {
  const auto refuse = [&](const std::string& why) {
    return fail(ErrorCode::InvalidArgument, "config key \"head_leads\" holds \"" + text + "\": " + why);
  };
  std::vector<Lead> leads = text == "12" ? twelve_leads() : text == "6" ? limb_leads() : std::vector<Lead>();
  std::istringstream names(leads.empty() ? text : "");
  for (std::string name; std::getline(names, name, '+');) {
    const auto lead = parse_lead(name);
    if (!lead)
      return refuse("\"" + name + "\" is no lead");
    if (std::find(leads.begin(), leads.end(), *lead) != leads.end())
      return refuse("lead " + name + " is there twice");
    leads.push_back(*lead);
  }
  for (const auto lead : leads)
    if (std::find(model.leads.begin(), model.leads.end(), lead) == model.leads.end())
      return refuse("the model has no lead " + std::string(lead_name(lead)));
  if (leads.empty())
    return refuse("sets are 12, 6, or names of leads joined by +");
  std::sort(leads.begin(), leads.end(), [](Lead a, Lead b) { return lead_index(a) < lead_index(b); });
  return leads;
}

}  // namespace

Result<Lesson> Lesson::of(const TrainingData& data, const TrainingConfig& config) {
  Lesson lesson;
  if (config.labels.empty())
    return lesson;
  auto labels = read_task_labels(data, config);
  if (!labels)
    return tl::unexpected(labels.error());
  lesson.labels_ = std::make_shared<const TaskLabels>(std::move(*labels));
  return lesson;
}

ExamplePlan Lesson::training(const TrainingData& data, const TrainingConfig& config, std::uint64_t epoch) const {
  const auto recordings = data.of(Part::train);
  const auto plan =
      labelled() ? plan_labelled(recordings, labels_, config, epoch) : plan_finetuning(recordings, config, epoch);
  return plan.first(config.examples_per_epoch);
}

ExamplePlan Lesson::validation(const TrainingData& data, const TrainingConfig& config) const {
  return labelled() ? plan_labelled_validation(choosing_recordings(*labels_, data, config), labels_)
                    : plan_validation(spread(data.of(Part::validation), config.validation_records), config);
}

std::size_t Lesson::column_of(const HeadDescription& head) const {
  if (!labelled())
    return 0;
  const auto& tasks = labels_->tasks;
  return static_cast<std::size_t>(std::find(tasks.begin(), tasks.end(), head.task) - tasks.begin());
}

std::optional<bool> Lesson::label(const ExampleSpec& spec, const HeadDescription& head) const {
  if (!labelled())
    return spec.positive();
  const auto label = spec.labels[column_of(head)];
  return label == kUnknownLabel ? std::nullopt : std::optional(label == 1);
}

double Lesson::prevalence(const HeadDescription& head, const TrainingData& data) const {
  constexpr double kImposed = 0.5;  // two overloads to a control and a sham
  return labelled() ? training_prevalence(*labels_, data, column_of(head)) : kImposed;
}

Result<std::vector<HeadDescription>> Lesson::heads(const ModelDescription& model, const TrainingConfig& config) const {
  if (!labelled())
    return overload_heads(model);
  std::vector<HeadDescription> heads;
  for (const auto& task : labels_->tasks) {
    for (const auto& set : config.head_leads) {
      const auto leads = lead_set(set, model);
      if (!leads)
        return tl::unexpected(leads.error());
      auto id = task + "_" + set;
      std::replace(id.begin(), id.end(), '+', '-');
      heads.push_back(untaught_head(model, std::move(id), task, *leads));
    }
  }
  return heads;
}

nlohmann::json Lesson::summary(const TrainingData& data) const {
  return labelled() ? task_summary(*labels_, data) : nlohmann::json();
}

}  // namespace leadwise::training
