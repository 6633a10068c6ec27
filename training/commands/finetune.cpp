#include "commands/finetune.hpp"

#include <torch/torch.h>
#include <algorithm>

#include "data/training_data.hpp"
#include "leadwise/metrics.hpp"
#include "leadwise/random.hpp"
#include "network/dropout.hpp"
#include "network/objective_draws.hpp"
#include "network/rounded_weights.hpp"
#include "runs/training_run.hpp"
#include "support/file_access.hpp"
#include "weights/model_card.hpp"

namespace leadwise::training {
namespace {

std::vector<HeadDescription> untrained_heads(const ModelDescription& model) {
  if (model.preset != "paper")
    return leadwise_preset().heads;
  const std::vector<Lead> twelve(kTwelveLeads.begin(), kTwelveLeads.end()), limb(kLimbLeads.begin(), kLimbLeads.end());
  return {classifier_head(model, "rv_overload_12", "rv_overload", twelve, 128, false),
          classifier_head(model, "rv_overload_6", "rv_overload", limb, 128, false)};
}

Result<WeightFile> starting_point(const TrainingConfig& config) {
  if (config.weights.empty()) {
    const auto description = config.preset == "paper" ? paper_preset() : leadwise_preset();
    return WeightFile{description, random_tensors(description, config.seed)};
  }
  const auto bytes = read_file(config.weights);
  if (!bytes)
    return tl::unexpected(bytes.error());
  return read_weight_file(*bytes);
}

/// Examples hold all twelve leads, 5,000 samples each.
Result<void> check_input(const ModelDescription& description) {
  const bool twelve =
      std::equal(description.leads.begin(), description.leads.end(), kTwelveLeads.begin(), kTwelveLeads.end());
  if (twelve && description.samples == kWindowSamples)
    return {};
  return fail(ErrorCode::UnsupportedLeadSet,
              "training needs a model of the twelve leads, in their order, at 5,000 samples");
}

/// Adds the heads that the file lacks, drawn at random.
Result<RunState> start_finetuning(RunPlace place, const TrainingConfig& config) {
  auto file = starting_point(config);
  if (!file)
    return tl::unexpected(file.error());
  if (auto fits = check_input(file->description); !fits)
    return tl::unexpected(fits.error());
  if (file->description.heads.empty()) {
    file->description.heads = untrained_heads(file->description);
    for (auto& [name, tensor] : random_tensors(file->description, config.seed))
      file->tensors.emplace(name, tensor);
  }
  for (auto& head : file->description.heads)
    head.training_prevalence = 0.5;  // two overloads to a control and a sham
  auto network = make_network(file->description, file->tensors);
  if (!network)
    return tl::unexpected(network.error());
  return start_run(std::move(place), std::move(*network), config, true);
}

/// What is learnt with and judged: the weights as they will be stored.
Network network_in_use(const RunState& state, const TrainingConfig& config) {
  return config.round_weights ? with_rounded_weights(state.network) : state.network;
}

LeadPosteriors encode_for_heads(const Network& network, const torch::Tensor& samples, bool frozen) {
  const torch::AutoGradMode gradients(!frozen);
  return encode(network, samples);
}

/// Sum of the heads' cross-entropies, and the ELBO's part where asked for.
BatchLoss finetuning_loss(const Network& network, const BatchTensors& batch, const TrainingConfig& config,
                          const Random& random) {
  const auto device = batch.samples.device();
  const bool frozen = config.encoder_learning_rate_factor == 0.0;
  const auto posteriors = encode_for_heads(network, batch.samples, frozen);
  BatchLoss loss{torch::zeros({}, device), {}};
  Dropout dropout(config.head_dropout, example_generators(batch.places, random));
  const auto options = torch::nn::functional::CrossEntropyFuncOptions().label_smoothing(config.label_smoothing);
  for (const auto& head : network.description.heads) {
    const auto logits = classify(network, head, posteriors.mu, batch.log_sd_mv, &dropout);
    const auto entropy = torch::nn::functional::cross_entropy(logits, batch.labels, options);
    loss.total = loss.total + entropy;
    loss.measurements["cross_entropy_" + head.id] = entropy.item<double>();
  }
  if (config.elbo_weight > 0.0 && !frozen) {
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
};

void judge_batch(Batch& batch, const Network& network, const RunPlace& place, ValidationScores& judged) {
  const auto tensors = to_tensors(batch, place.device);
  const auto mu = encode(network, tensors.samples).mu;
  for (std::size_t h = 0; h < judged.heads; ++h) {
    const auto logits = classify(network, network.description.heads[h], mu, tensors.log_sd_mv);
    const auto scores = (logits.select(1, 1) - logits.select(1, 0)).cpu().contiguous();
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
  while (auto batch = loader.next())
    if (batch->count() > 0)
      judge_batch(*batch, network, place, judged);
  auto made = place.processes.sum(std::move(judged.made)), scores = place.processes.sum(std::move(judged.scores));
  if (!made || !scores)
    return tl::unexpected(made ? scores.error() : made.error());
  return ValidationScores{heads, std::move(*made), std::move(*scores)};
}

/// AUROC of each head, "validation_auroc_<head>", and their mean, "validation_auroc".
/// Errors: NoUsableRecord where no example could be made; ProcessLost.
Result<Measurements> judge_heads(const Network& network, const TrainingData& data, const RunPlace& place,
                                 const TrainingConfig& config) {
  const torch::NoGradGuard no_gradient;
  const auto plan = plan_validation(spread(data.of(Part::validation), config.validation_records), config);
  const auto judged = judge_plan(network, plan, *data.source, place, config);
  if (!judged)
    return tl::unexpected(judged.error());
  Measurements measurements;
  double sum = 0.0;
  for (std::size_t h = 0; h < judged->heads; ++h) {
    std::vector<ScoredExample> examples;
    for (std::size_t i = 0; i < plan.size; ++i)
      if (judged->made[i] > 0.0)
        examples.push_back({judged->scores[i * judged->heads + h], plan.at(i).positive(), ""});
    if (examples.empty())
      return fail(ErrorCode::NoUsableRecord, "no validation example could be made");
    sum += measurements["validation_auroc_" + network.description.heads[h].id] =
        metric_value(Metric::auroc, examples).value_or(0.0);
  }
  measurements["validation_auroc"] = sum / static_cast<double>(judged->heads);
  return measurements;
}

}  // namespace

Result<void> finetune(const TrainingConfig& config) {
  auto place = join_run(config);
  if (!place)
    return tl::unexpected(place.error());
  const auto data = load_training_data(config, {Part::train, Part::validation});
  if (!data)
    return tl::unexpected(data.error());
  const auto summary = data_summary(*data);
  if (auto same = check_same_run(*place, config, summary); !same)
    return same;
  auto state = start_finetuning(std::move(*place), config);
  if (!state)
    return tl::unexpected(state.error());
  const auto run_epoch = [&](std::uint64_t epoch) -> Result<Measurements> {
    const Random random = Random(config.seed, 102).fork(epoch);
    const auto plan = plan_finetuning(data->of(Part::train), config, epoch).first(config.examples_per_epoch);
    auto measurements = train_epoch(*data->source, plan, *state, config, [&](const BatchTensors& batch) {
      return finetuning_loss(learning(network_in_use(*state, config), config), batch, config, random);
    });
    if (!measurements)
      return measurements;
    Network kept = network_in_use(*state, config);
    auto judged = judge_heads(kept, *data, state->place, config);
    if (!judged)
      return judged;
    measurements->merge(*judged);
    if (measurements->at("validation_auroc") <= state->best)
      return measurements;
    state->best = measurements->at("validation_auroc");
    auto chosen = *measurements;
    chosen["epoch"] = static_cast<double>(epoch + 1);
    add_training_stage(kept.description, "finetune", config, summary, chosen);
    if (auto written = write_weights(config, state->place, kept); !written)
      return tl::unexpected(written.error());
    return measurements;
  };
  if (auto done = run_epochs(config, *state, run_epoch); !done)
    return done;
  return state->place.processes.finish();
}

}  // namespace leadwise::training
