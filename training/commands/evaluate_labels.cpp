#include "commands/evaluate_labels.hpp"

#include <iostream>

#include "commands/output_file.hpp"
#include "judging/judgement.hpp"
#include "judging/record_scores.hpp"
#include "support/file_access.hpp"
#include "weights/model_file.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

struct JudgedHead {
  HeadDescription head;
  std::vector<ScoredExample> examples;
  double threshold;
};

double threshold_of(const HeadDescription& head, const TrainingConfig& config) {
  constexpr double kUsual = 0.5;
  return config.threshold > 0.0 ? config.threshold : head.threshold.value_or(kUsual);
}

json judge_head(const LabelledData& data, const JudgedHead& judged, const BootstrapSettings& settings) {
  json judgement = judgement_json(judged.examples, judged.threshold, settings);
  judgement["task"] = judged.head.task;
  judgement["leads"] = judged.head.leads.size();
  judgement["calibrated"] = judged.head.calibration.has_value();
  judgement["subgroups"] = subgroups_json(data, judged.examples, judged.threshold, settings);
  return judgement;
}

/// Heads of one task against each other, the one with more leads first.
json judge_pairs(const std::vector<JudgedHead>& heads, const BootstrapSettings& settings) {
  json pairs = json::object();
  for (const auto& first : heads)
    for (const auto& second : heads) {
      if (first.head.task != second.head.task || first.head.leads.size() <= second.head.leads.size())
        continue;
      const ComparedHead more{first.examples, first.threshold}, fewer{second.examples, second.threshold};
      pairs[first.head.id + " - " + second.head.id] = paired_json(more, fewer, settings);
    }
  return pairs;
}

Result<std::vector<JudgedHead>> score_heads(Model& model, const std::vector<HeadDescription>& heads, LabelledData& data,
                                            const JudgedPatients& patients, const TrainingConfig& config) {
  if (auto unseen = check_not_taught_on(model.description(), patients, tasks_of(heads), config); !unseen)
    return tl::unexpected(unseen.error());
  const auto scores = score_records(model, data, heads, config);
  if (!scores)
    return tl::unexpected(scores.error());
  std::vector<JudgedHead> judged;
  for (const auto& head : heads)
    judged.push_back({head, scored_examples(data, scores->at(head.id), head), threshold_of(head, config)});
  return judged;
}

/// A calibration looks right on those whom it was fitted to.
json calibrated_on(const ModelDescription& description, const JudgedPatients& patients) {
  const auto parts = parts_calibrated_on(description, patients);
  for (const auto& part : parts)
    std::cout
        << "The part \"" << part
        << "\" is one that heads were calibrated on: calibration and threshold look better on it than elsewhere.\n";
  return parts;
}

json said_who_may_have_taught(const ModelDescription& description, const std::vector<HeadDescription>& heads,
                              const JudgedPatients& patients) {
  const auto doubts = may_have_taught(description, patients, heads);
  for (const auto& doubt : doubts)
    std::cout << doubt << '\n';
  return doubts;
}

void print(const json& results) {
  for (const auto& [id, judgement] : results["heads"].items())
    std::cout << judgement_text(id, judgement);
  for (const auto& [pair, differences] : results["paired"].items())
    std::cout << paired_text(pair, differences);
}

}  // namespace

Result<void> evaluate_labels(const TrainingConfig& config) {
  if (auto writable = check_output_file(config.out, config.weights); !writable)
    return writable;
  auto weights = read_model_file(config.weights);
  if (!weights)
    return tl::unexpected(weights.error());
  const auto& description = weights->model.description();
  const auto chosen = chosen_heads(description, config);
  if (!chosen)
    return tl::unexpected(chosen.error());
  auto data = load_labelled_data(config, {Part::test, Part::external}, leads_of(*chosen, description));
  if (!data)
    return tl::unexpected(data.error());
  const auto patients = judged_patients(data->data, data->parts);
  if (!patients)
    return tl::unexpected(patients.error());
  const auto heads = score_heads(weights->model, *chosen, *data, *patients, config);
  if (!heads)
    return tl::unexpected(heads.error());
  const BootstrapSettings settings{config.seed, config.bootstrap_replicates};
  json results = {{"data", labelled_summary(*data, config)}, {"heads", json::object()}};
  for (const auto& head : *heads)
    results["heads"][head.head.id] = judge_head(*data, head, settings);
  results["paired"] = judge_pairs(*heads, settings);
  results["data"]["calibrated_on"] = calibrated_on(weights->model.description(), *patients);
  results["data"]["may_have_taught"] = said_who_may_have_taught(description, *chosen, *patients);
  print(results);
  if (config.out.empty())
    return {};
  return write_file(config.out, results.dump(2) + "\n");
}

}  // namespace leadwise::training
