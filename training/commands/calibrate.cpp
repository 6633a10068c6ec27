#include "commands/calibrate.hpp"

#include <iostream>

#include "commands/output_file.hpp"
#include "judging/judgement.hpp"
#include "judging/record_scores.hpp"
#include "leadwise/calibration_fit.hpp"
#include "support/json_object.hpp"
#include "weights/labelled_card.hpp"
#include "weights/model_file.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

json calibration_json(const Calibration& fit) {
  const double both = fit.slope_intercept_covariance;
  return {{"slope", fit.slope},
          {"intercept", fit.intercept},
          {"covariance", {{fit.slope_variance, both}, {both, fit.intercept_variance}}}};
}

/// Chooses the head's threshold and says what it reaches.
Result<json> choose_threshold(HeadDescription& head, const std::vector<ScoredExample>& calibrated,
                              const TrainingConfig& config) {
  // A threshold on the scale before would mean something else now.
  head.threshold.reset();
  if (config.target_sensitivity == 0.0)
    return json(nullptr);
  const auto chosen =
      threshold_at_sensitivity(calibrated, config.target_sensitivity, {config.seed, config.bootstrap_replicates});
  if (!chosen)
    return tl::unexpected(chosen.error());
  head.threshold = chosen->threshold;
  return json{{"threshold", chosen->threshold},
              {"target_sensitivity", config.target_sensitivity},
              {"sensitivity", metric_json(chosen->sensitivity)},
              {"specificity", metric_json(chosen->specificity)},
              {"reached_on", "the recordings that it was chosen on"}};
}

/// The share of positives that taught the head itself. Where an earlier calibration's may stand in its place only the card can
/// say it.
json taught_prevalence(const HeadDescription& head, const ModelDescription& description) {
  if (!head.calibration)
    return head.training_prevalence ? json(*head.training_prevalence) : json();
  json said = object_in(description.results_json);
  for (const char* key : {"calibration", "heads", head.id.c_str(), "taught_prevalence"})
    said = said.is_object() ? said.value(key, json()) : json();
  return said;
}

/// An intercept carries the calibration's patients with it; a temperature leaves the prevalence as it was taught.
std::optional<double> prevalence_behind(CalibrationMethod method, const ExampleCounts& counts, const json& taught) {
  if (method == CalibrationMethod::platt)
    return static_cast<double>(counts.positives) / static_cast<double>(counts.records);
  return taught.is_number() ? std::optional(taught.get<double>()) : std::nullopt;
}

/// Calibrates one head; gives what its card says.
Result<json> calibrate_head(HeadDescription& head, const json& taught, const LabelledData& data,
                            const std::vector<double>& log_odds, const TrainingConfig& config) {
  head.calibration.reset();
  const auto method = config.calibration_method == "platt" ? CalibrationMethod::platt : CalibrationMethod::temperature;
  const auto examples = scored_examples(data, log_odds, head);
  const auto fit = fit_calibration(examples, method);
  if (!fit)
    return fail(fit.error().code, "head " + head.id + ": " + fit.error().message);
  head.calibration = *fit;
  head.training_prevalence = prevalence_behind(method, count_examples(examples), taught);
  const auto threshold = choose_threshold(head, scored_examples(data, log_odds, head), config);
  if (!threshold)
    return tl::unexpected(threshold.error());
  return json{{"method", config.calibration_method},
              {"calibration", calibration_json(*fit)},
              {"threshold", *threshold},
              {"taught_prevalence", taught}};
}

Result<void> calibrate_heads(Model& model, ModelDescription& description, const std::vector<HeadDescription>& heads,
                             LabelledData& data, const JudgedPatients& patients, const TrainingConfig& config) {
  const auto scores = score_records(model, data, heads, config);
  if (!scores)
    return tl::unexpected(scores.error());
  json results = {{"data", labelled_summary(data, config)}, {"heads", json::object()}};
  results["data"]["may_have_taught"] = may_have_taught(description, patients, heads);
  for (auto& head : description.heads) {
    if (!scores->contains(head.id))
      continue;
    const auto said = calibrate_head(head, taught_prevalence(head, description), data, scores->at(head.id), config);
    if (!said)
      return tl::unexpected(said.error());
    results["heads"][head.id] = *said;
  }
  std::cout << results.dump(2) << '\n';
  std::vector<std::string> calibrated;
  for (const auto& head : heads)
    calibrated.push_back(head.id);
  describe_calibration(description, config, labelled_summary(data, config), calibrated);
  add_results(description, "calibration", std::move(results));
  return {};
}

}  // namespace

Result<void> calibrate(const TrainingConfig& config) {
  if (auto writable = check_output_file(config.out, ""); !writable)
    return writable;
  auto weights = read_model_file(config.weights);
  if (!weights)
    return tl::unexpected(weights.error());
  ModelDescription description = weights->model.description();
  const auto heads = chosen_heads(description, config);
  if (!heads)
    return tl::unexpected(heads.error());
  auto data = load_labelled_data(config, {Part::validation}, leads_of(*heads, description));
  if (!data)
    return tl::unexpected(data.error());
  const auto patients = judged_patients(data->data, data->parts);
  if (!patients)
    return tl::unexpected(patients.error());
  const auto done = check_not_taught_on(description, *patients, tasks_of(*heads), config).and_then([&] {
    return calibrate_heads(weights->model, description, *heads, *data, *patients, config);
  });
  if (!done)
    return done;
  const auto described = with_description(weights->bytes, description);
  if (!described)
    return tl::unexpected(described.error());
  return write_model_file(config.out, *described, description);
}

}  // namespace leadwise::training
