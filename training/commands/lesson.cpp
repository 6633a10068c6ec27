#include "commands/lesson.hpp"

#include <algorithm>

#include "commands/lead_sets.hpp"
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

Result<std::vector<Lead>> Lesson::leads(const TrainingConfig& config) {
  const bool with_elbo = config.elbo_weight > 0.0 && config.encoder_learning_rate_factor > 0.0;
  return config.labels.empty() || with_elbo ? twelve_leads() : leads_of_sets(config);
}

ExamplePlan Lesson::training(const TrainingData& data, const TrainingConfig& config, std::uint64_t epoch) const {
  const auto recordings = data.of(Part::train);
  const auto plan =
      labelled() ? plan_labelled(recordings, labels_, config, epoch) : plan_finetuning(recordings, config, epoch);
  return plan.of_leads(data.leads).first(config.examples_per_epoch);
}

ExamplePlan Lesson::validation(const TrainingData& data, const TrainingConfig& config) const {
  const auto plan = labelled() ? plan_labelled_validation(choosing_recordings(*labels_, data, config), labels_)
                               : plan_validation(spread(data.of(Part::validation), config.validation_records), config);
  return plan.of_leads(data.leads);
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
      auto leads = lead_set(set);
      if (!leads)
        return tl::unexpected(leads.error());
      if (const auto lead = lacking_lead(model, *leads))
        return fail(ErrorCode::InvalidArgument, "config key \"head_leads\" holds \"" + set +
                                                    "\": the model has no lead " + std::string(lead_name(*lead)));
      heads.push_back(head_of_set(model, task, set, std::move(*leads)));
    }
  }
  return heads;
}

nlohmann::json Lesson::summary(const TrainingData& data) const {
  return labelled() ? task_summary(*labels_, data) : nlohmann::json();
}

}  // namespace leadwise::training
