#include "commands/evaluate.hpp"

#include <algorithm>
#include <iostream>

#include "commands/evaluate_labels.hpp"
#include "commands/output_file.hpp"
#include "judging/judgement.hpp"
#include "judging/record_scores.hpp"
#include "judging/results_table.hpp"
#include "judging/scoring.hpp"
#include "judging/steadiness.hpp"
#include "leadwise/metrics.hpp"
#include "leadwise/random.hpp"
#include "support/file_access.hpp"
#include "weights/model_file.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

constexpr double kSeverities[] = {0.25, 0.5, 0.75, 1.0};

/// A recording's examples, judged, beside what is known of it.
struct JudgedRecording {
  std::string patient, database;
  bool rvh, right_axis, right_atrial;
  std::vector<JudgedExample> examples;
  TurnedScores turned;

  bool flagged() const { return rvh || right_axis || right_atrial; }
};
using Judged = std::vector<JudgedRecording>;

/// Plain, control, and overload and sham of every severity. Seeds follow from the recordings that were judged before, not
/// from training.
std::vector<ExampleSpec> evaluation_plan(const TrainingConfig& config, Random& random) {
  std::vector<ExampleSpec> plan = {{0, Condition::plain, 0.0, 0, {}}};
  for (std::uint64_t draw = 0; draw < config.evaluation_draws; ++draw) {
    plan.push_back({0, Condition::control, 0.0, random.next_u64(), {}});
    for (const double severity : kSeverities)
      for (const auto condition : {Condition::overload, Condition::sham})
        plan.push_back({0, condition, severity, random.next_u64(), {}});
  }
  return plan;
}

Result<Judged> judge_recordings(Model& model, const TrainingData& data, const std::vector<std::size_t>& positions,
                                const TrainingConfig& config) {
  Random random(config.seed, 200);
  Judged judged;
  const auto visited = visit_recordings(data, positions, [&](const Recording& recording) -> Result<void> {
    auto examples = score_plan(model, recording.ecg, evaluation_plan(config, random), data.leads);
    if (!examples)
      return tl::unexpected(examples.error());
    auto turned = score_plan(model, recording.ecg, turned_plan(), data.leads);
    if (!turned)
      return tl::unexpected(turned.error());
    judged.push_back({recording.patient, recording.database, recording.rvh, recording.right_axis,
                      recording.right_atrial, std::move(*examples), std::move(*turned)});
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  return judged;
}

/// What makes AUROCs of judged examples.
struct Judge {
  const TrainingConfig& config;
  std::string head;

  json interval(const std::vector<ScoredExample>& examples) const {
    constexpr std::array kAuroc = {Metric::auroc};
    const auto result = measure_metrics(examples, kAuroc, 0.5, {config.seed, config.bootstrap_replicates});
    if (!result || !result->front().value)
      return nullptr;
    const auto counts = count_examples(examples);
    const auto metric = metric_json(result->front());
    return {{"auroc", metric["value"]},
            {"low", metric["low"]},
            {"high", metric["high"]},
            {"positives", counts.positives},
            {"negatives", counts.records - counts.positives},
            {"patients", counts.patients}};
  }

  /// AUROC of the examples that `is_positive` against those that `is_negative`; others are left out.
  template <class Positive, class Negative>
  json compare(const Judged& judged, Positive is_positive, Negative is_negative) const {
    std::vector<ScoredExample> examples;
    for (const auto& recording : judged)
      for (const auto& example : recording.examples)
        if (const bool positive = is_positive(recording, example); positive || is_negative(recording, example))
          examples.push_back({example.scores.logits.at(head), positive, recording.patient});
    return interval(examples);
  }
};

/// Flagged ECGs carry a pattern of their own: nothing imposed on them counts, they only agree or not.
json severity_results(const Judge& judge, const Judged& judged, double severity) {
  const auto is = [](Condition condition, std::optional<double> of_severity) {
    return [=](const JudgedRecording& recording, const JudgedExample& e) {
      return !recording.flagged() && e.condition == condition && (!of_severity || e.severity == *of_severity);
    };
  };
  const auto overload = is(Condition::overload, severity), sham = is(Condition::sham, severity),
             control = is(Condition::control, std::nullopt);
  const auto either = [&](const JudgedRecording& r, const JudgedExample& e) { return control(r, e) || sham(r, e); };
  return {{"severity", severity},
          {"against_control_and_sham", judge.compare(judged, overload, either)},
          {"against_control", judge.compare(judged, overload, control)},
          {"against_sham", judge.compare(judged, overload, sham)},
          {"sham_against_control", judge.compare(judged, sham, control)}};
}

json imposed_results(const Judge& judge, const Judged& judged) {
  json results = json::array();
  for (const double severity : kSeverities)
    results.push_back(severity_results(judge, judged, severity));
  return results;
}

/// Unaltered ECGs' scores against the flags, of one database or of all.
json flag_results(const Judge& judge, const Judged& judged, const std::optional<std::string>& database) {
  const auto plain = [&](const JudgedRecording& recording, const JudgedExample& example) {
    return example.condition == Condition::plain && (!database || recording.database == *database);
  };
  const auto against_unflagged = [&](const auto& has_flag) {
    return judge.compare(
        judged, [&](const auto& r, const auto& e) { return plain(r, e) && has_flag(r); },
        [&](const auto& r, const auto& e) { return plain(r, e) && !r.flagged(); });
  };
  return {{"rvh", against_unflagged([](const auto& r) { return r.rvh; })},
          {"right_axis", against_unflagged([](const auto& r) { return r.right_axis; })},
          {"right_atrial", against_unflagged([](const auto& r) { return r.right_atrial; })},
          {"any", against_unflagged([](const auto& r) { return r.flagged(); })}};
}

json agreement_results(const Judge& judge, const Judged& judged) {
  json results = {{"all", flag_results(judge, judged, std::nullopt)}};
  for (const auto& recording : judged)
    if (!results.contains(recording.database))
      results[recording.database] = flag_results(judge, judged, recording.database);
  return results;
}

json steadiness_of(const Judged& judged, const std::string& head) {
  std::vector<TurnedScores> turned;
  for (const auto& recording : judged)
    turned.push_back(recording.turned);
  return steadiness_results(turned, head);
}

double mean_reconstruction_error(const Judged& judged) {
  double sum = 0.0, count = 0.0;
  for (const auto& recording : judged)
    for (const auto& example : recording.examples)
      if (example.condition == Condition::plain) {
        sum += example.scores.mean_squared_error;
        count += 1.0;
      }
  return sum / count;
}

std::vector<std::string> parts_to_judge(const TrainingConfig& config) {
  return config.parts.empty() ? std::vector<std::string>{name_of_part(Part::test), name_of_part(Part::external)}
                              : config.parts;
}

/// Weights without any head are judged by how they reconstruct.
Result<std::vector<HeadDescription>> heads_to_judge(const ModelDescription& model, const TrainingConfig& config) {
  return config.task.empty() ? model.heads : chosen_heads(model, config);
}

}  // namespace

Result<json> evaluate_model(Model& model, const TrainingData& data, const TrainingConfig& config) {
  const auto parts = parts_to_judge(config);
  const auto heads = heads_to_judge(model.description(), config);
  if (!heads)
    return tl::unexpected(heads.error());
  const auto patients = judged_patients(data, parts);
  const auto summary = data_summary(data);
  if (!patients || !summary)
    return tl::unexpected(patients ? summary.error() : patients.error());
  if (auto unseen = check_not_taught_on(model.description(), *patients, {}, config); !unseen)
    return tl::unexpected(unseen.error());
  json results = {{"data", *summary}, {"interval", "95 %, bootstrap over patients"}};
  results["data"]["may_have_taught"] = may_have_taught(model.description(), *patients, *heads);
  Judged everyone;
  std::size_t refused = data.set.refused.size();
  for (const auto& [part, name] : kPartNames) {
    if (std::find(parts.begin(), parts.end(), name) == parts.end())
      continue;
    const auto positions = data.of(part);
    auto judged = judge_recordings(model, data, positions, config);
    if (!judged)
      return tl::unexpected(judged.error());
    refused += positions.size() - judged->size();
    if (judged->empty())
      continue;
    results["reconstruction_mean_squared_error"][name] = mean_reconstruction_error(*judged);
    for (const auto& head : *heads) {
      results["imposed"][name][head.id] = imposed_results({config, head.id}, *judged);
      results["steadiness"][name][head.id] = steadiness_of(*judged, head.id);
    }
    std::move(judged->begin(), judged->end(), std::back_inserter(everyone));
  }
  if (everyone.empty())
    return fail(ErrorCode::NoUsableRecord, "no recording of these parts is there to judge by");
  for (const auto& head : *heads)
    results["flags"][head.id] = agreement_results({config, head.id}, everyone);
  results["data"]["refused"] = refused;
  return results;
}

Result<void> evaluate(const TrainingConfig& config) {
  if (!config.label.empty())
    return evaluate_labels(config);
  if (auto writable = check_output_file(config.out, config.weights); !writable)
    return writable;
  auto weights = read_model_file(config.weights);
  if (!weights)
    return tl::unexpected(weights.error());
  const auto heads = heads_to_judge(weights->model.description(), config);
  if (!heads)
    return tl::unexpected(heads.error());
  const auto data = load_training_data(config, {}, leads_of(*heads, weights->model.description()),
                                       Condition::control);
  if (!data)
    return tl::unexpected(data.error());
  const auto results = evaluate_model(weights->model, *data, config);
  if (!results)
    return tl::unexpected(results.error());
  std::cout << results_table(*results);
  if (config.out.empty())
    return {};
  return write_file(config.out, results->dump(2) + "\n");
}

}  // namespace leadwise::training
