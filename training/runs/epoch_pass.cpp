#include "runs/epoch_pass.hpp"

#include <torch/torch.h>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "runs/grains.hpp"
#include "runs/optimizer_step.hpp"
#include "runs/refusals.hpp"

namespace leadwise::training {
namespace {

std::vector<torch::Tensor> learnt_parameters(const RunState& state) {
  std::vector<torch::Tensor> learnt;
  for (const auto& group : state.optimizer->param_groups())
    learnt.insert(learnt.end(), group.params().begin(), group.params().end());
  return learnt;
}

/// Most examples of a grain. Eight are computed as fast as more on a CPU; of a large network every grain costs a pass over all
/// its weights.
std::size_t grain_of(const RunState& state, const TrainingConfig& config) {
  constexpr std::size_t kEnough = 8;
  constexpr std::int64_t kLargeNetwork = 16'000'000;
  if (config.grain > 0)
    return config.grain;
  std::int64_t weights = 0;
  for (const auto& parameter : learnt_parameters(state))
    weights += parameter.numel();
  if (!state.place.device.is_cpu() || weights > kLargeNetwork)
    return config.batch_size;
  // What two processes have at least, whatever their number is here.
  const auto all = config.batch_size * static_cast<std::size_t>(state.place.processes.count());
  return std::min(kEnough, (all + 1) / 2);
}

BatchTensors rows_of(const BatchTensors& batch, const std::vector<std::int64_t>& rows) {
  const auto index = torch::tensor(rows, batch.samples.device());
  BatchTensors part{batch.samples.index_select(0, index), batch.log_sd_mv.index_select(0, index),
                    batch.labels.index_select(0, index), {}};
  part.places.step = batch.places.step;
  for (const auto row : rows)
    part.places.examples.push_back(batch.places.examples[static_cast<std::size_t>(row)]);
  return part;
}

Error diverged(const std::vector<std::size_t>& positions, const ExamplePlan& plan, const RecordSource& source) {
  std::string names;
  for (const auto position : positions) {
    const auto recording = plan.at(position).recording;
    names += (names.empty() ? "" : ", ") + (recording ? name_of(source, *recording) : std::string("simulated"));
  }
  return {ErrorCode::TrainingDiverged, "the loss or its gradient is not a finite number in the batch of " + names};
}

/// Sums over examples.
struct Sums {
  Measurements sums;
  double count = 0.0, waited_s = 0.0;

  void add(const Measurements& means, double examples) {
    for (const auto& [name, value] : means)
      sums[name] += examples * value;
    count += examples;
  }
  std::string text() const {
    return nlohmann::json{{"sums", sums}, {"count", count}, {"waited_s", waited_s}}.dump();
  }
  /// What is no number travels as null.
  void add_text(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    for (const auto& [name, sum] : json["sums"].items())
      sums[name] += sum.is_number() ? sum.get<double>() : std::nan("");
    count += json["count"].get<double>();
    waited_s += json["waited_s"].get<double>();
  }
};

Result<Sums> of_all(const Processes& processes, const Sums& own) {
  const auto texts = processes.gather(own.text());
  if (!texts)
    return tl::unexpected(texts.error());
  Sums all;
  for (const auto& text : *texts)
    all.add_text(text);
  return all;
}

/// This process's part of an epoch.
class EpochPass {
 public:
  EpochPass(const RecordSource& source, const ExamplePlan& plan, RunState& state, const TrainingConfig& config,
            const LossOfBatch& loss)
      : source_(source),
        state_(state),
        config_(config),
        loss_(loss),
        learnt_(learnt_parameters(state)),
        grains_(grain_count(config.batch_size, grain_of(state, config))),
        plan_(state.place.processes.share_of(plan)),
        loader_(source, plan_, config.batch_size, config.loader_threads) {}

  std::size_t examples_a_step() const {
    return config_.batch_size * config_.accumulate * static_cast<std::size_t>(state_.place.processes.count());
  }
  Result<void> step(std::uint64_t number);
  const Refusals& refusals() const { return refusals_; }
  Sums sums() const {
    auto sums = sums_;
    sums.waited_s = loader_.waited_s();
    return sums;
  }

 private:
  Result<void> add_gradients(Batch& batch, std::uint64_t step);
  Result<void> add_gradients(const BatchTensors& grain, const Batch& batch);
  Result<void> apply(double examples);

  const RecordSource& source_;
  RunState& state_;
  const TrainingConfig& config_;
  const LossOfBatch& loss_;
  const std::vector<torch::Tensor> learnt_;
  const std::size_t grains_;
  ExamplePlan plan_;
  BatchLoader loader_;
  Sums sums_;
  Refusals refusals_;
  std::vector<std::size_t> of_step_;  ///< positions of this process's examples
};

Result<void> EpochPass::add_gradients(Batch& batch, std::uint64_t step) {
  refusals_.add(batch);
  if (auto readable = check_readable(batch); !readable || batch.count() == 0)
    return readable;
  auto tensors = to_tensors(batch, state_.place.device);
  tensors.places.step = step;
  for (const auto position : batch.positions)
    tensors.places.examples.push_back(state_.place.processes.place_of(position));
  of_step_.insert(of_step_.end(), batch.positions.begin(), batch.positions.end());
  if (grains_ == 1)
    return add_gradients(tensors, batch);
  const auto rows = rows_of_grains(batch.positions, config_.batch_size, grains_);
  return sum_pairwise(learnt_, grains_, [&](std::size_t grain) {
    return rows[grain].empty() ? Result<void>() : add_gradients(rows_of(tensors, rows[grain]), batch);
  });
}

/// Of the sum over the grain's examples, so that grains, batches and processes add up whatever could be made of them.
Result<void> EpochPass::add_gradients(const BatchTensors& grain, const Batch& batch) {
  const auto computed = loss_(grain);
  if (!std::isfinite(computed.total.item<double>()))
    return tl::unexpected(diverged(batch.positions, plan_, source_));
  const auto examples = static_cast<double>(grain.places.examples.size());
  (computed.total * examples).backward();
  sums_.add(computed.measurements, examples);
  return {};
}

Result<void> EpochPass::apply(double examples) {
  if (auto summed = state_.place.processes.sum_gradients(learnt_); !summed)
    return summed;
  // Not where that is no number: such a step would spoil the weights for good. All see the same sum, and so end together.
  if (!std::isfinite(clip_and_step(*state_.optimizer, config_.gradient_clip, examples)))
    return tl::unexpected(diverged(of_step_, plan_, source_));
  return {};
}

Result<void> EpochPass::step(std::uint64_t number) {
  forget_gradients(*state_.optimizer);
  of_step_.clear();
  const double before = sums_.count;
  Result<void> own;
  for (std::uint64_t i = 0; i < config_.accumulate && own; ++i) {
    auto batch = loader_.next();
    if (!batch)
      break;
    own = add_gradients(*batch, number);
  }
  // Whoever fails says so before it goes, so that the others know why.
  const bool diverged_here = !own && own.error().code == ErrorCode::TrainingDiverged;
  const auto all =
      state_.place.processes.sum({sums_.count - before, diverged_here ? 1.0 : 0.0, own || diverged_here ? 0.0 : 1.0});
  if (!own || !all)
    return tl::unexpected(own ? all.error() : own.error());
  if ((*all)[1] > 0.0)
    return fail(ErrorCode::TrainingDiverged,
                "the loss is not a finite number in another process, which names the batch");
  if ((*all)[2] > 0.0)
    return fail(ErrorCode::ProcessLost, "another process cannot go on, and says why");
  return (*all)[0] > 0.0 ? apply((*all)[0]) : Result<void>();
}

}  // namespace

BatchTensors to_tensors(Batch& batch, const torch::Device& device) {
  const auto count = static_cast<std::int64_t>(batch.count());
  const auto leads = static_cast<std::int64_t>(kLeadCount);
  const auto samples = static_cast<std::int64_t>(kWindowSamples);
  return {torch::from_blob(batch.samples.data(), {count, leads, samples}).to(device),
          torch::from_blob(batch.log_sd_mv.data(), {count, leads}).to(device),
          torch::from_blob(batch.labels.data(), {count, signed_size(batch.tasks())}, torch::kInt64).to(device),
          {}};
}

Result<Measurements> train_epoch(const RecordSource& source, const ExamplePlan& plan, RunState& state,
                                 const TrainingConfig& config, const LossOfBatch& loss) {
  const auto start = std::chrono::steady_clock::now();
  EpochPass pass(source, plan, state, config, loss);
  for (std::uint64_t step = 0; step * pass.examples_a_step() < plan.size; ++step)
    if (auto done = pass.step(step); !done)
      return tl::unexpected(done.error());
  const auto all = of_all(state.place.processes, pass.sums());
  const auto refusals = pass.refusals().of_all(state.place.processes);
  if (!all || !refusals)
    return tl::unexpected(all ? refusals.error() : all.error());
  if (state.place.processes.is_first())
    refusals->report("the epoch");
  if (all->count == 0.0)
    return fail(ErrorCode::NoUsableRecord, "no training example could be made");
  const double elapsed_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double processes = state.place.processes.count();
  Measurements measurements;
  for (const auto& [name, sum] : all->sums)
    measurements[name] = sum / all->count;
  measurements["examples_per_s"] = all->count / elapsed_s;
  measurements["waiting_share"] = all->waited_s / (elapsed_s * processes);
  measurements["refused_examples"] = refusals->count();
  measurements["world_size"] = processes;
  return measurements;
}

}  // namespace leadwise::training
