#include "runs/training_run.hpp"

#include <torch/torch.h>
#include <chrono>
#include <cmath>
#include <numbers>

#include "leadwise/random.hpp"
#include "log/run_log.hpp"
#include "support/file_access.hpp"
#include "weights/model_file.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

bool is_head(const std::string& name) { return name.rfind("head.", 0) == 0; }

std::vector<torch::Tensor> learnt_parameters(const RunState& state) {
  std::vector<torch::Tensor> learnt;
  for (const auto& group : state.optimizer->param_groups())
    learnt.insert(learnt.end(), group.params().begin(), group.params().end());
  return learnt;
}

Error diverged(const Batch& batch, const ExamplePlan& plan, const RecordSource& source) {
  std::string names;
  for (const auto position : batch.positions) {
    const auto recording = plan.at(position).recording;
    names += (names.empty() ? "" : ", ") + (recording ? name_of(source, *recording) : std::string("simulated"));
  }
  return {ErrorCode::TrainingDiverged, "the loss or its gradient is not a finite number in the batch of " + names};
}

/// False, and no step, where loss or gradient is not a finite number: such a step would spoil the weights for good.
bool step(RunState& state, const torch::Tensor& loss, double clip) {
  if (!std::isfinite(loss.item<double>()))
    return false;
  state.optimizer->zero_grad();
  loss.backward();
  if (!std::isfinite(torch::nn::utils::clip_grad_norm_(learnt_parameters(state), clip)))
    return false;
  state.optimizer->step();
  return true;
}

/// Running means, weighted by the batches' sizes.
struct Means {
  Measurements sums;
  double count = 0.0;

  void add(const Measurements& measurements, double weight) {
    for (const auto& [name, value] : measurements)
      sums[name] += weight * value;
    count += weight;
  }
  Measurements means() const {
    Measurements result;
    for (const auto& [name, sum] : sums)
      result[name] = sum / count;
    return result;
  }
};

/// Gives the rate of all that learns at the config's own.
double set_learning_rate(RunState& state, const TrainingConfig& config, std::uint64_t epoch) {
  const double progress = static_cast<double>(epoch) / static_cast<double>(config.epochs);
  const double low = config.final_learning_rate_factor;
  const double factor = low + (1.0 - low) * 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
  bool encoders = state.optimizer->param_groups().size() > 1;
  for (auto& group : state.optimizer->param_groups()) {
    const double share = encoders ? config.encoder_learning_rate_factor : 1.0;
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(config.learning_rate * factor * share);
    encoders = false;
  }
  return config.learning_rate * factor;
}

}  // namespace

BatchTensors to_tensors(Batch& batch) {
  const auto count = static_cast<std::int64_t>(batch.count());
  const auto leads = static_cast<std::int64_t>(kLeadCount);
  return {torch::from_blob(batch.samples.data(), {count, leads, static_cast<std::int64_t>(kWindowSamples)}),
          torch::from_blob(batch.log_sd_mv.data(), {count, leads}),
          torch::from_blob(batch.labels.data(), {count}, torch::kInt64)};
}

std::unique_ptr<torch::optim::AdamW> make_optimizer(Network& network, const TrainingConfig& config, bool heads) {
  std::vector<torch::Tensor> shared, classifiers;
  for (const auto& [name, parameter] : network.parameters)
    (is_head(name) ? classifiers : shared).push_back(parameter);
  std::vector<torch::optim::OptimizerParamGroup> groups;
  if (!heads || config.encoder_learning_rate_factor > 0.0)
    groups.emplace_back(shared);
  if (heads)
    groups.emplace_back(classifiers);
  auto options = torch::optim::AdamWOptions(config.learning_rate).weight_decay(config.weight_decay);
  return std::make_unique<torch::optim::AdamW>(groups, options);
}

Result<Measurements> train_epoch(const RecordSource& source, const ExamplePlan& plan, RunState& state,
                                 const TrainingConfig& config,
                                 const std::function<BatchLoss(const BatchTensors&)>& loss) {
  const auto start = std::chrono::steady_clock::now();
  BatchLoader loader(source, plan, config.batch_size, config.loader_threads);
  Means means;
  double refused = 0.0;
  while (auto batch = loader.next()) {
    refused += static_cast<double>(batch->refused.size());
    if (batch->count() == 0)
      continue;
    const auto computed = loss(to_tensors(*batch));
    if (!step(state, computed.total, config.gradient_clip))
      return tl::unexpected(diverged(*batch, plan, source));
    means.add(computed.measurements, static_cast<double>(batch->count()));
  }
  if (means.count == 0.0)
    return fail(ErrorCode::NoUsableRecord, "no training example could be made");
  auto measurements = means.means();
  const double elapsed_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  measurements["examples_per_s"] = means.count / elapsed_s;
  measurements["waiting_share"] = loader.waited_s() / elapsed_s;
  measurements["refused_examples"] = refused;
  return measurements;
}

Result<void> run_epochs(const TrainingConfig& config, RunState& state,
                        const std::function<Result<Measurements>(std::uint64_t epoch)>& run_epoch) {
  torch::set_num_threads(static_cast<int>(config.threads));
  if (auto created = create_folder(config.out); !created)
    return created;
  const auto checkpoint = fs::path(config.out) / "checkpoint.pt";
  std::error_code status;
  if (config.resume && fs::exists(checkpoint, status))
    if (auto loaded = load_checkpoint(checkpoint, state, config); !loaded)
      return loaded;
  auto log = RunLog::open(config.out, state.epochs_done);
  if (!log)
    return tl::unexpected(log.error());
  while (state.epochs_done < config.epochs) {
    const std::uint64_t epoch = state.epochs_done;
    const double learning_rate = set_learning_rate(state, config, epoch);
    torch::manual_seed(Random(config.seed, 100).fork(epoch).next_u64());
    auto measurements = run_epoch(epoch);
    if (!measurements)
      return tl::unexpected(measurements.error());
    (*measurements)["learning_rate"] = learning_rate;
    if (auto logged = log->add(epoch + 1, *measurements); !logged)
      return logged;
    ++state.epochs_done;
    if (state.epochs_done % config.checkpoint_every == 0 || state.epochs_done == config.epochs)
      if (auto saved = save_checkpoint(checkpoint, state, config); !saved)
        return saved;
  }
  return {};
}

Result<void> write_weights(const TrainingConfig& config, const Network& network) {
  auto description = network.description;
  description.weight_type = WeightType::fp32;
  const auto bytes = write_weight_file(description, file_tensors(network));
  if (!bytes)
    return tl::unexpected(bytes.error());
  return write_model_file(fs::path(config.out) / "weights.safetensors", *bytes, description);
}

}  // namespace leadwise::training
