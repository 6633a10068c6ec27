#pragma once

#include <memory>

#include "data/epoch_plan.hpp"
#include "data/task_labels.hpp"

namespace leadwise::training {

/// What finetune teaches: to tell imposed overload, or labels of the recordings, several tasks at once.
class Lesson {
 public:
  /// Labels where config.labels names some. Errors: read_task_labels'.
  static Result<Lesson> of(const TrainingData& data, const TrainingConfig& config);

  /// What an example must hold: the leads of the heads; all twelve where overload is imposed, or decoded leads are learnt from.
  /// Error: InvalidArgument for leads that are none.
  static Result<std::vector<Lead>> leads(const TrainingConfig& config);

  bool labelled() const { return labels_ != nullptr; }
  ExamplePlan training(const TrainingData& data, const TrainingConfig& config, std::uint64_t epoch) const;
  ExamplePlan validation(const TrainingData& data, const TrainingConfig& config) const;
  /// Where the batches hold the labels of a head's task.
  std::size_t column_of(const HeadDescription& head) const;
  /// nullopt: unknown.
  std::optional<bool> label(const ExampleSpec& spec, const HeadDescription& head) const;
  /// The share of positives that a head learns from.
  double prevalence(const HeadDescription& head, const TrainingData& data) const;
  /// The heads that a model gets for it, of config.head_leads, not taught yet. Error: InvalidArgument for leads that the
  /// model lacks or that are none.
  Result<std::vector<HeadDescription>> heads(const ModelDescription& model, const TrainingConfig& config) const;
  /// Records and positives by task and part; null where overload is imposed.
  nlohmann::json summary(const TrainingData& data) const;

 private:
  std::shared_ptr<const TaskLabels> labels_;
};

}  // namespace leadwise::training
