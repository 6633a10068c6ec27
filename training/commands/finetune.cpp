#include "commands/finetune.hpp"

#include <torch/torch.h>
#include <algorithm>

#include "commands/lesson.hpp"
#include "commands/starting_weights.hpp"
#include "leadwise/metrics.hpp"
#include "leadwise/random.hpp"
#include "network/dropout.hpp"
#include "network/objective_draws.hpp"
#include "network/rounded_weights.hpp"
#include "runs/refusals.hpp"
#include "runs/training_run.hpp"
#include "weights/labelled_card.hpp"
#include "weights/model_card.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

/// `summary`: of the data, which all processes must see alike.
Result<RunState> start_finetuning(RunPlace place, const Lesson& lesson, const TrainingData& data,
                                  const TrainingConfig& config, const nlohmann::json& summary) {
  auto file = starting_weights(lesson, data, config);
  if (!file)
    return tl::unexpected(file.error());
  const auto learnt = learnt_hash(data, config.labels);
  if (!learnt)
    return tl::unexpected(learnt.error());
  if (auto same = check_same_run(place, config, summary, *learnt, file->description); !same)
    return tl::unexpected(same.error());
  auto network = make_network(std::move(file->description), file->tensors);
  if (!network)
    return tl::unexpected(network.error());
  auto state = start_run(std::move(place), std::move(*network), config, true);
  if (state)
    state->learnt_from = learnt_from(*learnt, file->tensors);
  return state;
}

/// What is learnt with and judged: the weights as they will be stored.
Network network_in_use(const RunState& state, const TrainingConfig& config) {
  return config.round_weights ? with_rounded_weights(state.network) : state.network;
}

/// logvar only where something is learnt by it.
LeadPosteriors encode_for_loss(const Network& network, const torch::Tensor& samples, bool frozen, bool with_elbo) {
  const torch::AutoGradMode gradients(!frozen);
  return with_elbo ? encode(network, samples) : LeadPosteriors{encode_mu(network, samples), {}};
}

/// What the batch's examples count.
torch::Tensor weights_of(const BatchTensors& batch, const ExamplePlan& plan) {
  std::vector<float> weights;
  for (const auto place : batch.places.examples)
    weights.push_back(plan.at(place).weight);
  return torch::tensor(weights).to(batch.samples.device());
}

/// Sum of the heads' cross-entropies, and the ELBO's part where asked for.
BatchLoss finetuning_loss(const Network& network, const BatchTensors& batch, const ExamplePlan& plan,
                          const Lesson& lesson, const TrainingConfig& config, const Random& random) {
  const auto device = batch.samples.device();
  const bool frozen = config.encoder_learning_rate_factor == 0.0;
  const bool with_elbo = config.elbo_weight > 0.0 && !frozen;
  const auto posteriors = encode_for_loss(network, batch.samples, frozen, with_elbo);
  BatchLoss loss{torch::zeros({}, device), {}};
  Dropout dropout(config.head_dropout, example_generators(batch.places, random));
  // Summed over those whose label is known and shared among all, so that batches and processes add up.
  const auto options = torch::nn::functional::CrossEntropyFuncOptions()
                           .label_smoothing(config.label_smoothing)
                           .ignore_index(kUnknownLabel)
                           .reduction(torch::kNone);
  const auto weights = weights_of(batch, plan);
  const auto examples = static_cast<double>(batch.labels.size(0));
  for (const auto& head : network.description.heads) {
    const auto logits = classify(network, head, posteriors.mu, batch.log_sd_mv, &dropout);
    const auto labels = batch.labels.select(1, signed_size(lesson.column_of(head)));
    const auto entropy = (weights * torch::nn::functional::cross_entropy(logits, labels, options)).sum() / examples;
    loss.total = loss.total + entropy;
    loss.measurements["cross_entropy_" + head.id] = entropy.item<double>();
  }
  if (with_elbo) {
    const auto settings = objective_settings(config, network.description, config.annealing_epochs);
    const auto draws = draw_for_objective(network.description, config, batch.places, random, device);
    const auto objective = pretraining_objective(network, batch.samples, posteriors, settings, draws);
    loss.total = loss.total + config.elbo_weight * objective.total;
    loss.measurements["mean_squared_error"] = objective.mean_squared_error.item<double>();
  }
  loss.measurements["loss"] = loss.total.item<double>();
  return loss;
}

/// A plan's examples and what each head says of them. Scores lie example by example.
struct ValidationScores {
  std::size_t heads;
  std::vector<double> made, scores;
  double refused = 0.0;
};

void judge_batch(Batch& batch, const Network& network, const RunPlace& place, ValidationScores& judged) {
  const auto tensors = to_tensors(batch, place.device);
  const auto mu = encode_mu(network, tensors.samples);
  for (std::size_t h = 0; h < judged.heads; ++h) {
    const auto logits = classify(network, network.description.heads[h], mu, tensors.log_sd_mv);
    const auto scores = (logits.select(1, 1) - logits.select(1, 0)).to(torch::kCPU, torch::kFloat32).contiguous();
    for (std::size_t i = 0; i < batch.count(); ++i) {
      const auto example = place.processes.place_of(batch.positions[i]);
      judged.made[example] = 1.0;
      judged.scores[example * judged.heads + h] = scores.data_ptr<float>()[i];
    }
  }
}

/// Each process judges its share; all learn of all scores.
Result<ValidationScores> judge_plan(const Network& network, const ExamplePlan& plan, const RecordSource& source,
                                    const RunPlace& place, const TrainingConfig& config) {
  const std::size_t heads = network.description.heads.size();
  ValidationScores judged{heads, std::vector<double>(plan.size), std::vector<double>(plan.size * heads)};
  BatchLoader loader(source, place.processes.share_of(plan), config.batch_size, config.loader_threads);
  Refusals refusals;
  while (auto batch = loader.next()) {
    refusals.add(*batch);
    if (auto readable = check_readable(*batch); !readable)
      return tl::unexpected(readable.error());
    if (batch->count() > 0)
      judge_batch(*batch, network, place, judged);
  }
  const auto all_refusals = refusals.of_all(place.processes);
  if (!all_refusals)
    return tl::unexpected(all_refusals.error());
  if (place.processes.is_first())
    all_refusals->report("validation");
  auto made = place.processes.sum(std::move(judged.made)), scores = place.processes.sum(std::move(judged.scores));
  if (!made || !scores)
    return tl::unexpected(made ? scores.error() : made.error());
  return ValidationScores{heads, std::move(*made), std::move(*scores), all_refusals->count()};
}

/// What an epoch is chosen by must be defined: an AUROC of one class is not.
Result<double> auroc_of(const HeadDescription& head, const std::vector<ScoredExample>& examples) {
  if (examples.empty())
    return fail(ErrorCode::NoUsableRecord, "no validation example could be made for the head " + head.id);
  if (const auto auroc = metric_value(Metric::auroc, examples))
    return *auroc;
  return fail(ErrorCode::OneClassOnly, "all " + std::to_string(examples.size()) +
                                           " examples of the part \"validation\" that could be made for the head " +
                                           head.id + " are of one class");
}

/// AUROC of each head, "validation_auroc_<head>", and their mean, "validation_auroc".
/// Errors: NoUsableRecord, OneClassOnly, by head, where none or one class of examples could be made; check_readable's; ProcessLost.
Result<Measurements> judge_heads(const Network& network, const TrainingData& data, const Lesson& lesson,
                                 const RunPlace& place, const TrainingConfig& config) {
  const torch::NoGradGuard no_gradient;
  const auto plan = lesson.validation(data, config);
  const auto judged = judge_plan(network, plan, *data.source, place, config);
  if (!judged)
    return tl::unexpected(judged.error());
  Measurements measurements;
  double sum = 0.0;
  for (std::size_t h = 0; h < judged->heads; ++h) {
    const auto& head = network.description.heads[h];
    std::vector<ScoredExample> examples;
    for (std::size_t i = 0; i < plan.size; ++i)
      if (const auto label = lesson.label(plan.at(i), head); label && judged->made[i] > 0.0)
        examples.push_back({judged->scores[i * judged->heads + h], *label, ""});
    const auto auroc = auroc_of(head, examples);
    if (!auroc)
      return tl::unexpected(auroc.error());
    sum += measurements["validation_auroc_" + head.id] = *auroc;
  }
  measurements["validation_auroc"] = sum / static_cast<double>(judged->heads);
  measurements["validation_refused_examples"] = judged->refused;
  return measurements;
}

/// A flagged ECG carries the pattern that is to be learnt: unaltered it would stand for none. Where parts are drawn it is only
/// tested on; a list, or the column of parts, may say otherwise.
Result<void> check_nobody_flagged(const TrainingData& data) {
  return data.source->visit_facts([&](std::size_t position, const RecordFacts& facts) -> Result<void> {
    const auto part = data.parts[position];
    if (!facts.flagged() || (part != Part::train && part != Part::validation))
      return {};
    return fail(ErrorCode::InvalidLabel,
                "\"" + facts.uid + "\" is flagged (rvh, right_axis or right_atrial) and in the part \"" +
                    name_of_part(part) +
                    "\": overload is not taught by such ECGs; put their patients into the part \"test\"");
  });
}

/// Who taught, for the card.
Result<nlohmann::json> describe_data(const TrainingData& data, const Lesson& lesson) {
  auto summary = data_summary(data);
  const auto patients = judged_patients(data, {name_of_part(Part::train)});
  if (!summary || !patients)
    return tl::unexpected(summary ? patients.error() : summary.error());
  (*summary)["databases"] = patients->names;
  (*summary)["splits_named"] = patients->splits_named;
  (*summary)["patient_marks"] = marks_json(patients->marks, patients->parts);
  if (lesson.labelled()) {
    (*summary)["tasks"] = lesson.summary(data);
    (*summary)["parts"] = {name_of_part(Part::train)};
  }
  return summary;
}

}  // namespace

Result<void> finetune(const TrainingConfig& given) {
  if (!given.label.empty())
    return fail(ErrorCode::InvalidArgument, "finetune teaches what the config key \"labels\" names, not \"label\"");
  auto config = given;
  if (config.encoders == "random_frozen")
    config.encoder_learning_rate_factor = 0.0;
  auto place = join_run(config);
  if (!place)
    return tl::unexpected(place.error());
  const auto leads = Lesson::leads(config);
  if (!leads)
    return tl::unexpected(leads.error());
  const auto tried = config.labels.empty() ? Condition::control : Condition::plain;
  const auto data = load_training_data(config, {Part::train, Part::validation}, *leads, tried);
  if (!data)
    return tl::unexpected(data.error());
  if (config.labels.empty())
    if (auto nobody = check_nobody_flagged(*data); !nobody)
      return nobody;
  const auto lesson = Lesson::of(*data, config);
  if (!lesson)
    return tl::unexpected(lesson.error());
  const auto described = describe_data(*data, *lesson);
  if (!described)
    return tl::unexpected(described.error());
  const auto& summary = *described;
  auto state = start_finetuning(std::move(*place), *lesson, *data, config, summary);
  if (!state)
    return tl::unexpected(state.error());
  const auto run_epoch = [&](std::uint64_t epoch) -> Result<Measurements> {
    const Random random = Random(config.seed, 102).fork(epoch);
    const auto plan = lesson->training(*data, config, epoch);
    auto measurements = train_epoch(*data->source, plan, *state, config, [&](const BatchTensors& batch) {
      return finetuning_loss(learning(network_in_use(*state, config), config), batch, plan, *lesson, config, random);
    });
    if (!measurements)
      return measurements;
    Network kept = network_in_use(*state, config);
    auto judged = judge_heads(kept, *data, *lesson, state->place, config);
    if (!judged)
      return judged;
    measurements->merge(*judged);
    if (measurements->at("validation_auroc") <= state->best)
      return measurements;
    state->best = measurements->at("validation_auroc");
    auto chosen = *measurements;
    chosen["epoch"] = static_cast<double>(epoch + 1);
    if (!lesson->labelled())
      describe_overload_heads(kept.description);
    add_training_stage(kept.description, "finetune", config, summary, chosen);
    if (lesson->labelled())
      describe_finetuned_heads(kept.description, config, summary);
    if (auto written = write_weights(config, state->place, kept); !written)
      return tl::unexpected(written.error());
    return measurements;
  };
  if (auto done = run_epochs(config, *state, run_epoch); !done)
    return done;
  return state->place.processes.finish();
}

}  // namespace leadwise::training
