#include "data/task_labels.hpp"

#include <algorithm>

#include "data/epoch_plan.hpp"

namespace leadwise::training {
namespace {

struct LabelCounts {
  std::size_t known = 0, positive = 0;
};

LabelCounts count_labels(const TaskLabels& labels, const std::vector<std::size_t>& recordings, std::size_t task) {
  LabelCounts counts;
  for (const auto recording : recordings) {
    const auto label = labels.values[recording * labels.tasks.size() + task];
    counts.known += label != kUnknownLabel ? 1U : 0U;
    counts.positive += label == 1 ? 1U : 0U;
  }
  return counts;
}

Result<void> check_both_classes(const TaskLabels& labels, const std::vector<std::size_t>& recordings,
                                const std::string& whose) {
  for (std::size_t task = 0; task < labels.tasks.size(); ++task) {
    const auto [known, positive] = count_labels(labels, recordings, task);
    if (positive == 0 || positive == known)
      return fail(ErrorCode::OneClassOnly, std::to_string(positive) + " of " + std::to_string(known) +
                                               " known labels \"" + labels.tasks[task] + "\" " + whose +
                                               " are 1: there both kinds are needed");
  }
  return {};
}

/// What weighs nothing teaches nothing.
std::vector<std::size_t> that_teach(const TaskLabels& labels, std::vector<std::size_t> recordings) {
  std::erase_if(recordings, [&](std::size_t recording) { return labels.weights[recording] == 0.0F; });
  return recordings;
}

Result<void> check_parts(const TaskLabels& labels, const TrainingData& data, const TrainingConfig& config) {
  const auto among = config.validation_records == 0
                         ? std::string("in the part \"validation\"")
                         : "among the recordings of the part \"validation\" that choose the epoch "
                           "(\"validation_records\": " +
                               std::to_string(config.validation_records) + ")";
  const auto taught = data.of(Part::train), teaching = that_teach(labels, taught);
  const auto whose = std::string("in the part \"train\"") + (teaching == taught ? "" : ", of weights above 0,");
  return check_both_classes(labels, teaching, whose).and_then([&] {
    return check_both_classes(labels, choosing_recordings(labels, data, config), among);
  });
}

/// To their mean over those that are learnt from: weights that are all alike change nothing.
Result<void> relate_weights(TaskLabels& labels, const TrainingData& data) {
  double sum = 0.0, count = 0.0;
  for (const auto recording : data.of(Part::train))
    if (labels.any_known(recording)) {
      sum += static_cast<double>(labels.weights[recording]);
      count += 1.0;
    }
  if (count == 0.0)
    return {};
  if (sum == 0.0)
    return fail(ErrorCode::InvalidLabel, "all recordings of the part \"train\" have the weight 0");
  for (auto& weight : labels.weights)
    weight = static_cast<float>(static_cast<double>(weight) * count / sum);
  return {};
}

}  // namespace

std::vector<std::int8_t> TaskLabels::of(std::size_t recording) const {
  const auto row = values.begin() + static_cast<std::ptrdiff_t>(recording * tasks.size());
  return {row, row + static_cast<std::ptrdiff_t>(tasks.size())};
}

bool TaskLabels::any_known(std::size_t recording) const {
  const auto row = of(recording);
  return std::any_of(row.begin(), row.end(), [](std::int8_t label) { return label != kUnknownLabel; });
}

Result<TaskLabels> read_task_labels(const TrainingData& data, const TrainingConfig& config) {
  TaskLabels labels{config.labels,
                    std::vector<std::int8_t>(data.source->count() * config.labels.size(), kUnknownLabel)};
  labels.weights.assign(data.source->count(), 1.0F);
  std::vector<bool> named(config.labels.size());
  const auto visited = data.source->visit_facts([&](std::size_t recording, const RecordFacts& facts) -> Result<void> {
    labels.weights[recording] = static_cast<float>(facts.weight);
    for (std::size_t task = 0; task < labels.tasks.size(); ++task) {
      const auto found = facts.labels.find(labels.tasks[task]);
      if (found == facts.labels.end())
        continue;
      named[task] = true;
      if (found->second)
        labels.values[recording * labels.tasks.size() + task] = static_cast<std::int8_t>(*found->second);
    }
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  for (std::size_t task = 0; task < named.size(); ++task)
    if (!named[task])
      return fail(ErrorCode::InvalidLabel, "no recording has a label \"" + labels.tasks[task] + "\"");
  if (auto checked = relate_weights(labels, data).and_then([&] { return check_parts(labels, data, config); }); !checked)
    return tl::unexpected(checked.error());
  return labels;
}

std::vector<std::size_t> choosing_recordings(const TaskLabels& labels, const TrainingData& data,
                                             const TrainingConfig& config) {
  auto recordings = data.of(Part::validation);
  std::erase_if(recordings, [&](std::size_t recording) { return !labels.any_known(recording); });
  // Side by side where they are alike: equal distances then take of each kind its share.
  std::stable_sort(recordings.begin(), recordings.end(),
                   [&](std::size_t a, std::size_t b) { return labels.of(a) < labels.of(b); });
  recordings = spread(std::move(recordings), config.validation_records);
  std::sort(recordings.begin(), recordings.end());
  return recordings;
}

nlohmann::json task_summary(const TaskLabels& labels, const TrainingData& data) {
  nlohmann::json summary;
  for (std::size_t task = 0; task < labels.tasks.size(); ++task) {
    for (const auto part : {Part::train, Part::validation}) {
      const auto [known, positive] = count_labels(labels, data.of(part), task);
      summary[labels.tasks[task]][name_of_part(part)] = {{"records", known}, {"positives", positive}};
    }
  }
  return summary;
}

double training_prevalence(const TaskLabels& labels, const TrainingData& data, std::size_t task) {
  double known = 0.0, positive = 0.0;
  for (const auto recording : data.of(Part::train)) {
    const auto label = labels.values[recording * labels.tasks.size() + task];
    const auto weight = static_cast<double>(labels.weights[recording]);
    known += label != kUnknownLabel ? weight : 0.0;
    positive += label == 1 ? weight : 0.0;
  }
  return positive / known;
}

}  // namespace leadwise::training
