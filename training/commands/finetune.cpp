#include "commands/finetune.hpp"

#include <torch/torch.h>
#include <algorithm>

#include "data/training_data.hpp"
#include "leadwise/metrics.hpp"
#include "leadwise/random.hpp"
#include "network/objective_draws.hpp"
#include "network/rounded_weights.hpp"
#include "network/untrained.hpp"
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

Result<WeightFile> not_pretrained(const TrainingConfig& config) {
  if (!config.weights.empty())
    return fail(ErrorCode::InvalidArgument,
                "config keys \"weights\" and \"encoders\" " + config.encoders + " exclude each other");
  auto description = untrained_description(config);
  description.name += config.encoders == "random" ? "-not-pretrained" : "-random-frozen";
  return WeightFile{description, untrained_tensors(description, config.seed)};
}

Result<WeightFile> starting_point(const TrainingConfig& config) {
  if (config.encoders != "pretrained")
    return not_pretrained(config);
  if (config.weights.empty())
    return fail(ErrorCode::InvalidArgument,
                "finetune needs the config key \"weights\"; \"encoders\" random or random_frozen does without");
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
Result<RunState> start_finetuning(const TrainingConfig& config) {
  auto file = starting_point(config);
  if (!file)
    return tl::unexpected(file.error());
  if (auto fits = check_input(file->description); !fits)
    return tl::unexpected(fits.error());
  if (config.elbo_weight > 0.0)
    if (auto fits = check_fused_by_method(file->description, config); !fits)
      return tl::unexpected(fits.error());
  if (file->description.heads.empty()) {
    file->description.heads = untrained_heads(file->description);
    for (auto& [name, tensor] : untrained_tensors(file->description, config.seed))
      file->tensors.emplace(name, tensor);
  }
  for (auto& head : file->description.heads)
    head.training_prevalence = 0.5;  // two overloads to a control and a sham
  auto network = make_network(file->description, file->tensors);
  if (!network)
    return tl::unexpected(network.error());
  RunState state{std::move(*network), nullptr, 0, -1.0};
  state.optimizer = make_optimizer(state.network, config, true);
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

/// Sum of the heads' cross-entropies, and the ELBO's part where asked for.
BatchLoss finetuning_loss(const Network& network, const BatchTensors& batch, const TrainingConfig& config,
                          Random& random) {
  const bool frozen = config.encoder_learning_rate_factor == 0.0;
  const bool with_elbo = config.elbo_weight > 0.0 && !frozen;
  const auto posteriors = encode_for_loss(network, batch.samples, frozen, with_elbo);
  BatchLoss loss{torch::zeros({}), {}};
  const auto options = torch::nn::functional::CrossEntropyFuncOptions().label_smoothing(config.label_smoothing);
  for (const auto& head : network.description.heads) {
    const auto logits = classify(network, head, posteriors.mu, batch.log_sd_mv, config.head_dropout);
    const auto entropy = torch::nn::functional::cross_entropy(logits, batch.labels, options);
    loss.total = loss.total + entropy;
    loss.measurements["cross_entropy_" + head.id] = entropy.item<double>();
  }
  if (with_elbo) {
    const auto settings = objective_settings(config, network.description, config.annealing_epochs);
    const auto size = static_cast<std::size_t>(batch.samples.size(0));
    const auto draws = draw_for_objective(network.description, config, size, random);
    const auto objective = pretraining_objective(network, batch.samples, posteriors, settings, draws);
    loss.total = loss.total + config.elbo_weight * objective.total;
    loss.measurements["mean_squared_error"] = objective.mean_squared_error.item<double>();
  }
  loss.measurements["loss"] = loss.total.item<double>();
  return loss;
}

/// AUROC of each head, "validation_auroc_<head>", and their mean, "validation_auroc".
/// Error: NoUsableRecord where no example could be made.
Result<Measurements> judge_heads(const Network& network, const TrainingData& data, const TrainingConfig& config) {
  const torch::NoGradGuard no_gradient;
  std::map<std::string, std::vector<ScoredExample>> scored;
  const auto plan = plan_validation(spread(data.of(Part::validation), config.validation_records), config);
  BatchLoader loader(*data.source, plan, config.batch_size, config.loader_threads);
  while (auto batch = loader.next()) {
    if (batch->count() == 0)
      continue;
    const auto tensors = to_tensors(*batch);
    const auto mu = encode_mu(network, tensors.samples);
    for (const auto& head : network.description.heads) {
      const auto logits = classify(network, head, mu, tensors.log_sd_mv);
      const auto scores = (logits.select(1, 1) - logits.select(1, 0)).contiguous();
      for (std::size_t i = 0; i < batch->count(); ++i)
        scored[head.id].push_back({scores.data_ptr<float>()[i], batch->labels[i] == 1, ""});
    }
  }
  if (scored.empty())
    return fail(ErrorCode::NoUsableRecord, "no validation example could be made");
  Measurements measurements;
  double sum = 0.0;
  for (const auto& [id, examples] : scored)
    sum += measurements["validation_auroc_" + id] = metric_value(Metric::auroc, examples).value_or(0.0);
  measurements["validation_auroc"] = sum / static_cast<double>(scored.size());
  return measurements;
}

}  // namespace

Result<void> finetune(const TrainingConfig& given) {
  auto config = given;
  if (config.encoders == "random_frozen")
    config.encoder_learning_rate_factor = 0.0;
  const auto data = load_training_data(config, {Part::train, Part::validation});
  if (!data)
    return tl::unexpected(data.error());
  auto state = start_finetuning(config);
  if (!state)
    return tl::unexpected(state.error());
  const auto run_epoch = [&](std::uint64_t epoch) -> Result<Measurements> {
    Random random = Random(config.seed, 102).fork(epoch);
    const auto plan = plan_finetuning(data->of(Part::train), config, epoch).first(config.examples_per_epoch);
    auto measurements = train_epoch(*data->source, plan, *state, config, [&](const BatchTensors& batch) {
      return finetuning_loss(network_in_use(*state, config), batch, config, random);
    });
    if (!measurements)
      return measurements;
    Network kept = network_in_use(*state, config);
    auto judged = judge_heads(kept, *data, config);
    if (!judged)
      return judged;
    measurements->merge(*judged);
    if (measurements->at("validation_auroc") <= state->best)
      return measurements;
    state->best = measurements->at("validation_auroc");
    auto chosen = *measurements;
    chosen["epoch"] = static_cast<double>(epoch + 1);
    add_training_stage(kept.description, "finetune", config, data_summary(*data), chosen);
    if (auto written = write_weights(config, kept); !written)
      return tl::unexpected(written.error());
    return measurements;
  };
  return run_epochs(config, *state, run_epoch);
}

}  // namespace leadwise::training
