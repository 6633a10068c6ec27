#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/training_data.hpp"

namespace leadwise::training {

/// What is known of each recording by task.
inline constexpr std::int8_t kUnknownLabel = -1;

/// Several tasks' labels: rows are recordings, columns tasks; 0, 1 or kUnknownLabel. Holds a byte for each, and 4 a recording.
struct TaskLabels {
  std::vector<std::string> tasks;
  std::vector<std::int8_t> values;
  std::vector<float> weights =
      {};  ///< what a recording counts in learning: 1 in the mean of those of the training part

  std::vector<std::int8_t> of(std::size_t recording) const;
  bool any_known(std::size_t recording) const;
};

/// Reads the labels that config.labels names, and the list's weights. A recording may lack some of them. Errors: InvalidLabel where
/// no recording has a label, with its column, or all that are trained on weigh nothing; OneClassOnly where all that are known in the training part, of weights above 0, or of those that choose the epoch, are
/// alike; those of visit_facts.
Result<TaskLabels> read_task_labels(const TrainingData& data, const TrainingConfig& config);

/// The validation part's recordings that choose the epoch: config.validation_records of those that have a label, 0: all. Labels,
/// the first task's before all, have the shares in them that they have in the part.
std::vector<std::size_t> choosing_recordings(const TaskLabels& labels, const TrainingData& data,
                                             const TrainingConfig& config);

/// Records and positives of each task by part, for the model's card.
nlohmann::json task_summary(const TaskLabels& labels, const TrainingData& data);

/// The share of positives among those of the training part that are known, each by its weight.
double training_prevalence(const TaskLabels& labels, const TrainingData& data, std::size_t task);

}  // namespace leadwise::training
