#include "runs/training_run.hpp"

#include <torch/torch.h>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <numbers>

#include "leadwise/random.hpp"
#include "runs/optimizer_step.hpp"
#include "support/file_access.hpp"
#include "support/kept_memory.hpp"
#include "support/peak_memory.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

bool is_head(const std::string& name) { return name.rfind("head.", 0) == 0; }

Error diverged(const Batch& batch, const ExamplePlan& plan, const RecordSource& source) {
  std::string names;
  for (const auto position : batch.positions) {
    const auto recording = plan.at(position).recording;
    names += (names.empty() ? "" : ", ") + (recording ? name_of(source, *recording) : std::string("simulated"));
  }
  return {ErrorCode::TrainingDiverged, "the loss is not a finite number in the batch of " + names};
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

void set_learning_rate(RunState& state, const TrainingConfig& config, std::uint64_t epoch) {
  const double progress = static_cast<double>(epoch) / static_cast<double>(config.epochs);
  const double low = config.final_learning_rate_factor;
  const double factor = low + (1.0 - low) * 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
  bool encoders = state.optimizer->param_groups().size() > 1;
  for (auto& group : state.optimizer->param_groups()) {
    const double share = encoders ? config.encoder_learning_rate_factor : 1.0;
    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(config.learning_rate * factor * share);
    encoders = false;
  }
}

Result<void> report_epoch(const TrainingConfig& config, std::uint64_t epoch, const Measurements& measurements) {
  nlohmann::json line = {{"epoch", epoch + 1}};
  for (const auto& [name, value] : measurements)
    line[name] = value;
  line["peak_memory_mb"] = peak_memory_mb();
  std::ofstream log(fs::path(config.out) / "log.jsonl", std::ios::app);
  if (!(log << line.dump() << '\n').flush())
    return fail(ErrorCode::FileNotWritable, "cannot write the log in \"" + config.out + "\"");
  std::cerr << line.dump() << '\n';
  return {};
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
    if (!std::isfinite(computed.total.item<double>()))
      return tl::unexpected(diverged(*batch, plan, source));
    step(*state.optimizer, computed.total, config.gradient_clip);
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
  keep_freed_memory();
  if (auto created = create_folder(config.out); !created)
    return created;
  const auto checkpoint = fs::path(config.out) / "checkpoint.pt";
  std::error_code status;
  if (config.resume && fs::exists(checkpoint, status))
    if (auto loaded = load_checkpoint(checkpoint, state, config); !loaded)
      return loaded;
  while (state.epochs_done < config.epochs) {
    const std::uint64_t epoch = state.epochs_done;
    set_learning_rate(state, config, epoch);
    torch::manual_seed(Random(config.seed, 100).fork(epoch).next_u64());
    const auto measurements = run_epoch(epoch);
    if (!measurements)
      return tl::unexpected(measurements.error());
    if (auto reported = report_epoch(config, epoch, *measurements); !reported)
      return reported;
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
  return write_file(fs::path(config.out) / "weights.safetensors", std::span<const std::uint8_t>(*bytes));
}

}  // namespace leadwise::training
