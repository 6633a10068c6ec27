#include "commands/evaluate.hpp"

#include <algorithm>
#include <iostream>

#include "commands/evaluate_labels.hpp"
#include "judging/results_table.hpp"
#include "judging/scoring.hpp"
#include "leadwise/metrics.hpp"
#include "leadwise/random.hpp"
#include "support/file_access.hpp"
#include "weights/model_file.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;
using Judged = std::vector<JudgedExample>;

constexpr double kSeverities[] = {0.25, 0.5, 0.75, 1.0};

/// Plain, control, and overload and sham of every severity, for each recording. Seeds follow from the patients' file,
/// not from training.
std::vector<ExampleSpec> evaluation_plan(const std::vector<std::size_t>& recordings, const TrainingConfig& config) {
  Random random(config.seed, 200);
  std::vector<ExampleSpec> plan;
  for (const auto recording : recordings) {
    plan.push_back({recording, Condition::plain, 0.0, 0, {}});
    for (std::uint64_t draw = 0; draw < config.evaluation_draws; ++draw) {
      plan.push_back({recording, Condition::control, 0.0, random.next_u64(), {}});
      for (const double severity : kSeverities)
        for (const auto condition : {Condition::overload, Condition::sham})
          plan.push_back({recording, condition, severity, random.next_u64(), {}});
    }
  }
  return plan;
}

/// What makes AUROCs of judged examples.
struct Judge {
  const std::vector<Recording>& recordings;
  const TrainingConfig& config;
  std::string head;

  ScoredExample scored(const JudgedExample& example, bool positive) const {
    return {example.scores.logits.at(head), positive, recordings[example.recording].patient};
  }

  json interval(const std::vector<ScoredExample>& examples) const {
    constexpr std::array kAuroc = {Metric::auroc};
    const auto result = measure_metrics(examples, kAuroc, 0.5, {config.seed, config.bootstrap_replicates});
    if (!result || !result->front().interval)
      return nullptr;
    const auto counts = count_examples(examples);
    return {{"auroc", *result->front().value},
            {"low", result->front().interval->low},
            {"high", result->front().interval->high},
            {"positives", counts.positives},
            {"negatives", counts.records - counts.positives},
            {"patients", counts.patients}};
  }

  /// AUROC of the examples that `is_positive` against those that `is_negative`; others are left out.
  template <class Positive, class Negative>
  json compare(const Judged& judged, Positive is_positive, Negative is_negative) const {
    std::vector<ScoredExample> examples;
    for (const auto& example : judged) {
      if (is_positive(example))
        examples.push_back(scored(example, true));
      else if (is_negative(example))
        examples.push_back(scored(example, false));
    }
    return interval(examples);
  }
};

json severity_results(const Judge& judge, const Judged& judged, double severity) {
  const auto is = [&](Condition condition) {
    return [=](const JudgedExample& e) { return e.condition == condition && e.severity == severity; };
  };
  const auto control = [](const JudgedExample& e) { return e.condition == Condition::control; };
  const auto either = [&](const JudgedExample& e) { return control(e) || is(Condition::sham)(e); };
  return {{"severity", severity},
          {"against_control_and_sham", judge.compare(judged, is(Condition::overload), either)},
          {"against_control", judge.compare(judged, is(Condition::overload), control)},
          {"against_sham", judge.compare(judged, is(Condition::overload), is(Condition::sham))},
          {"sham_against_control", judge.compare(judged, is(Condition::sham), control)}};
}

json imposed_results(const Judge& judge, const Judged& judged) {
  json results = json::array();
  for (const double severity : kSeverities)
    results.push_back(severity_results(judge, judged, severity));
  return results;
}

json flag_results(const Judge& judge, const Judged& plain) {
  const auto of = [&](const JudgedExample& example) -> const Recording& { return judge.recordings[example.recording]; };
  const auto unflagged = [&](const JudgedExample& e) { return !of(e).flagged(); };
  return {{"rvh", judge.compare(
                      plain, [&](const auto& e) { return of(e).rvh; }, unflagged)},
          {"right_axis", judge.compare(
                             plain, [&](const auto& e) { return of(e).right_axis; }, unflagged)},
          {"right_atrial", judge.compare(
                               plain, [&](const auto& e) { return of(e).right_atrial; }, unflagged)},
          {"any", judge.compare(
                      plain, [&](const auto& e) { return of(e).flagged(); }, unflagged)}};
}

/// Unaltered ECGs' scores against the flags, in all databases and in each.
json agreement_results(const Judge& judge, const Judged& judged) {
  Judged plain;
  std::map<std::string, Judged> by_database;
  for (const auto& example : judged) {
    if (example.condition != Condition::plain)
      continue;
    plain.push_back(example);
    by_database[judge.recordings[example.recording].database].push_back(example);
  }
  json results = {{"all", flag_results(judge, plain)}};
  for (const auto& [database, examples] : by_database)
    results[database] = flag_results(judge, examples);
  return results;
}

double mean_reconstruction_error(const Judged& judged) {
  double sum = 0.0, count = 0.0;
  for (const auto& example : judged) {
    if (example.condition != Condition::plain)
      continue;
    sum += example.scores.mean_squared_error;
    count += 1.0;
  }
  return sum / count;
}

/// Flagged ECGs carry a pattern of their own: nothing is imposed on them, they only agree or not.
Judged without_flagged(const Judged& judged, const std::vector<Recording>& recordings) {
  Judged kept;
  std::copy_if(judged.begin(), judged.end(), std::back_inserter(kept),
               [&](const JudgedExample& e) { return !recordings[e.recording].flagged(); });
  return kept;
}

json part_results(const Judged& judged, const TrainingData& data, const TrainingConfig& config,
                  const std::string& head) {
  const Judge judge{data.set.recordings, config, head};
  return imposed_results(judge, without_flagged(judged, data.set.recordings));
}

}  // namespace

Result<json> evaluate_model(Model& model, const TrainingData& data, const TrainingConfig& config) {
  json results = {{"data", data_summary(data)}, {"interval", "95 %, bootstrap over patients"}};
  Judged everyone;
  for (const auto& [part, name] : {std::pair{Part::test, "test"}, std::pair{Part::external, "external"}}) {
    const auto recordings = data.of(part);
    if (recordings.empty())
      continue;
    const auto judged = score_plan(model, data.set.recordings, evaluation_plan(recordings, config));
    if (!judged)
      return tl::unexpected(judged.error());
    results["reconstruction_mean_squared_error"][name] = mean_reconstruction_error(*judged);
    for (const auto& head : model.description().heads)
      results["imposed"][name][head.id] = part_results(*judged, data, config, head.id);
    everyone.insert(everyone.end(), judged->begin(), judged->end());
  }
  if (everyone.empty())
    return fail(ErrorCode::NoUsableRecord, "there is no held-out recording to judge by");
  for (const auto& head : model.description().heads)
    results["flags"][head.id] = agreement_results({data.set.recordings, config, head.id}, everyone);
  return results;
}

Result<void> evaluate(const TrainingConfig& config) {
  if (!config.label.empty())
    return evaluate_labels(config);
  auto weights = read_model_file(config.weights);
  if (!weights)
    return tl::unexpected(weights.error());
  const auto data = load_training_data(config, {});
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
