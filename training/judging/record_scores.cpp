#include "judging/record_scores.hpp"

#include <algorithm>

#include "leadwise/usable_windows.hpp"

namespace leadwise::training {
namespace {

using HeadScores = std::map<std::string, std::vector<double>>;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

Result<void> add_window(Model& model, const ModelInput& window, const std::vector<HeadDescription>& heads,
                        HeadScores& scores) {
  const auto encoded = model.encode(window);
  if (!encoded)
    return tl::unexpected(encoded.error());
  for (const auto& head : heads) {
    const auto output = model.classify(*encoded, head);
    if (!output)
      return tl::unexpected(output.error());
    scores[head.id].push_back(output->log_odds);
  }
  return {};
}

Result<HeadScores> score_windows(Model& model, const EcgRecord& ecg, const std::vector<HeadDescription>& heads,
                                 std::span<const Lead> leads) {
  const auto prepared = prepare_usable(ecg, leads);
  if (!prepared)
    return tl::unexpected(prepared.error());
  HeadScores scores;
  for (const auto& window : prepared->windows)
    if (const auto added = add_window(model, window, heads, scores); !added)
      return tl::unexpected(added.error());
  return scores;
}

/// Adds one record's row to each head's examples.
Result<void> add_features(Model& model, const EcgRecord& ecg, const std::vector<HeadDescription>& heads,
                          std::span<const Lead> leads, std::vector<HeadExamples>& examples) {
  const auto encoded = encode_first_window(ecg, model, leads);
  if (!encoded)
    return tl::unexpected(encoded.error());
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const auto features = head_features(*encoded, heads[i]);
    if (!features)
      return tl::unexpected(features.error());
    examples[i].width = features->size();
    examples[i].features.insert(examples[i].features.end(), features->begin(), features->end());
  }
  return {};
}

}  // namespace

Result<std::vector<HeadDescription>> chosen_heads(const ModelDescription& description, const TrainingConfig& config) {
  std::vector<HeadDescription> heads;
  for (const auto& head : description.heads)
    if (config.task.empty() || head.task == config.task || head.id == config.task)
      heads.push_back(head);
  if (!heads.empty())
    return heads;
  return fail(ErrorCode::NoSuchHead,
              config.task.empty() ? std::string("the weights hold no head")
                                  : "the weights hold no head, or head of a task, called \"" + config.task + "\"");
}

std::vector<Lead> leads_of(const std::vector<HeadDescription>& heads, const ModelDescription& model) {
  const auto takes = [](const HeadDescription& head, Lead lead) {
    return std::find(head.leads.begin(), head.leads.end(), lead) != head.leads.end();
  };
  auto leads = model.leads;
  if (!heads.empty())
    std::erase_if(leads, [&](Lead lead) {
      return std::none_of(heads.begin(), heads.end(), [&](const HeadDescription& head) { return takes(head, lead); });
    });
  return leads;
}

std::set<std::string> tasks_of(const std::vector<HeadDescription>& heads) {
  std::set<std::string> tasks;
  for (const auto& head : heads)
    tasks.insert(head.task);
  return tasks;
}

Result<HeadScores> score_records(Model& model, LabelledData& labelled, const std::vector<HeadDescription>& heads,
                                 const TrainingConfig& config) {
  HeadScores scores;
  const auto visited = visit_labelled(labelled, config, [&](const Recording& recording) -> Result<void> {
    const auto windows = score_windows(model, recording.ecg, heads, labelled.data.leads);
    if (!windows)
      return tl::unexpected(windows.error());
    for (const auto& [head, log_odds] : *windows)
      scores[head].push_back(median(log_odds));
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  return scores;
}

Result<std::vector<HeadExamples>> encode_records(Model& model, LabelledData& labelled,
                                                 const std::vector<HeadDescription>& heads,
                                                 const TrainingConfig& config) {
  std::vector<HeadExamples> examples(heads.size());
  const auto visited = visit_labelled(labelled, config, [&](const Recording& recording) {
    return add_features(model, recording.ecg, heads, labelled.data.leads, examples);
  });
  if (!visited)
    return tl::unexpected(visited.error());
  for (auto& one : examples) {
    one.positive = labelled.positive();
    one.weights = labelled.weights();
  }
  return examples;
}

std::vector<ScoredExample> scored_examples(const LabelledData& labelled, const std::vector<double>& log_odds,
                                           const HeadDescription& head) {
  std::vector<ScoredExample> examples;
  for (std::size_t i = 0; i < log_odds.size(); ++i)
    examples.push_back({head.calibrated_logit(log_odds[i]), labelled.records[i].positive, labelled.records[i].patient});
  return examples;
}

}  // namespace leadwise::training
