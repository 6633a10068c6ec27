#include "commands/pretrain.hpp"

#include <torch/torch.h>
#include <algorithm>

#include "commands/starting_weights.hpp"
#include "data/training_data.hpp"
#include "leadwise/random.hpp"
#include "log/run_log.hpp"
#include "network/objective_draws.hpp"
#include "network/untrained.hpp"
#include "runs/refusals.hpp"
#include "runs/training_run.hpp"
#include "weights/model_card.hpp"

namespace leadwise::training {
namespace {

/// Posteriors start narrow: as wide as the prior, their noise drowns the little that fresh encoders say, and the
/// decoder learns to answer a flat line. Not for the published preset.
void narrow_posteriors(std::map<std::string, FloatTensor>& tensors) {
  constexpr float kFirstLogvar = -4.0F;
  for (auto& [name, tensor] : tensors)
    if (name.ends_with(".logvar.bias"))
      std::fill(tensor.values.begin(), tensor.values.end(), kFirstLogvar);
}

WeightFile fresh_weights(const TrainingConfig& config) {
  auto description = untrained_description(config);
  description.heads.clear();
  description.licence.clear();
  auto tensors = untrained_tensors(description, config.seed);
  if (config.preset != "paper")
    narrow_posteriors(tensors);
  return {description, tensors};
}

/// `summary`: of the data, which all processes must see alike.
Result<RunState> start_pretraining(RunPlace place, const TrainingData& data, const TrainingConfig& config,
                                   const nlohmann::json& summary) {
  const bool fresh = config.weights.empty();
  auto file = fresh ? Result<WeightFile>(fresh_weights(config)) : pretrained_weights(config);
  if (!file)
    return tl::unexpected(file.error());
  const auto learnt = learnt_hash(data, {});
  if (!learnt)
    return tl::unexpected(learnt.error());
  if (auto same = check_same_run(place, config, summary, *learnt, file->description); !same)
    return tl::unexpected(same.error());
  auto network = make_network(std::move(file->description), file->tensors);
  if (!network)
    return tl::unexpected(network.error());
  auto state = start_run(std::move(place), std::move(*network), config, false);
  // Fresh weights follow from the config.
  if (state)
    state->learnt_from = fresh ? std::to_string(*learnt) : learnt_from(*learnt, file->tensors);
  return state;
}

Measurements measurements_of(const Objective& objective) {
  return {{"loss", objective.total.item<double>()},
          {"kl", objective.kl.item<double>()},
          {"alignment", objective.alignment.item<double>()},
          {"mean_squared_error", objective.mean_squared_error.item<double>()}};
}

/// Mean squared error over all leads of ECGs that are not trained on, all leads present, and how many of them could not be judged.
/// Each process judges its share. Errors: check_readable's; NoUsableRecord; ProcessLost.
Result<Measurements> judge_reconstruction(const RunState& state, const TrainingData& data,
                                          const TrainingConfig& config) {
  const torch::NoGradGuard no_gradient;
  const auto& [device, processes] = state.place;
  const auto plan = processes.share_of(plan_plain(spread(data.of(Part::validation), config.validation_records)));
  BatchLoader loader(*data.source, plan, config.batch_size, config.loader_threads);
  double sum = 0.0, count = 0.0;
  Refusals refusals;
  while (auto batch = loader.next()) {
    refusals.add(*batch);
    if (auto readable = check_readable(*batch); !readable)
      return tl::unexpected(readable.error());
    if (batch->count() == 0)
      continue;
    const auto samples = to_tensors(*batch, device).samples;
    const auto draws = draws_for_judging(state.network.description, batch->count(), device);
    const auto objective = pretraining_objective(state.network, samples, encode(state.network, samples), {}, draws);
    sum += objective.mean_squared_error.item<double>() * static_cast<double>(batch->count());
    count += static_cast<double>(batch->count());
  }
  const auto all = processes.sum({sum, count});
  const auto all_refusals = refusals.of_all(processes);
  if (!all || !all_refusals)
    return tl::unexpected(all ? all_refusals.error() : all.error());
  if (processes.is_first())
    all_refusals->report("validation");
  if ((*all)[1] == 0.0)
    return fail(ErrorCode::NoUsableRecord, "no validation example could be made");
  return Measurements{{"validation_mean_squared_error", (*all)[0] / (*all)[1]},
                      {"validation_refused_examples", all_refusals->count()}};
}

Result<Measurements> pretraining_epoch(RunState& state, const TrainingData& data, const TrainingConfig& config,
                                       std::uint64_t epoch) {
  const Random random = Random(config.seed, 101).fork(epoch);
  const auto network = learning(state.network, config);
  const auto settings = objective_settings(config, network.description, epoch);
  const auto plan = plan_pretraining(data.of(Part::train), config, epoch).first(config.examples_per_epoch);
  auto measurements = train_epoch(*data.source, plan, state, config, [&](const BatchTensors& batch) {
    const auto draws = draw_for_objective(network.description, config, batch.places, random, batch.samples.device());
    const auto objective =
        pretraining_objective(network, batch.samples, encode(network, batch.samples), settings, draws);
    return BatchLoss{objective.total, measurements_of(objective)};
  });
  if (!measurements || data.of(Part::validation).empty())
    return measurements;
  auto judged = judge_reconstruction(state, data, config);
  if (!judged)
    return judged;
  measurements->merge(*judged);
  return measurements;
}

}  // namespace

Result<void> pretrain(const TrainingConfig& config) {
  auto place = join_run(config);
  if (!place)
    return tl::unexpected(place.error());
  const auto data = load_training_data(config, {Part::train});
  if (!data)
    return tl::unexpected(data.error());
  const auto summary = data_summary(*data);
  if (!summary)
    return tl::unexpected(summary.error());
  auto state = start_pretraining(std::move(*place), *data, config, *summary);
  if (!state)
    return tl::unexpected(state.error());
  const auto done =
      run_epochs(config, *state, [&](std::uint64_t epoch) { return pretraining_epoch(*state, *data, config, epoch); });
  if (!done)
    return done;
  describe_encoders(state->network.description);
  add_training_stage(state->network.description, "pretrain", config, *summary, last_measurements(config.out));
  if (auto written = write_weights(config, state->place, state->network); !written)
    return written;
  return state->place.processes.finish();
}

}  // namespace leadwise::training
