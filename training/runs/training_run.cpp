#include "runs/training_run.hpp"

#include <torch/torch.h>
#include <cmath>
#include <iostream>
#include <numbers>
#include <optional>

#include "leadwise/random.hpp"
#include "log/run_log.hpp"
#include "runs/compute_threads.hpp"
#include "support/file_access.hpp"
#include "support/kept_memory.hpp"
#include "support/peak_memory.hpp"
#include "weights/model_file.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

bool is_head(const std::string& name) { return name.rfind("head.", 0) == 0; }

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

/// Largest of any process.
Result<Measurements> memory_of(const RunPlace& place) {
  const auto device_mb = device_peak_memory_mb(place.device);
  const auto largest = place.processes.largest(peak_memory_mb());
  const auto largest_of_device = place.processes.largest(device_mb.value_or(0.0));
  if (!largest || !largest_of_device)
    return tl::unexpected(largest ? largest_of_device.error() : largest.error());
  Measurements memory = {{"peak_memory_mb", *largest}};
  if (device_mb)
    memory["device_peak_memory_mb"] = *largest_of_device;
  return memory;
}

/// `log` is the first process's.
Result<void> report_epoch(std::optional<RunLog>& log, const RunPlace& place, std::uint64_t epoch,
                          Measurements measurements) {
  auto memory = memory_of(place);
  if (!memory)
    return tl::unexpected(memory.error());
  measurements.merge(*memory);
  return log ? log->add(epoch + 1, measurements) : Result<void>();
}

Result<std::optional<RunLog>> open_log(const TrainingConfig& config, const RunState& state) {
  if (!state.place.processes.is_first())
    return std::nullopt;
  return RunLog::open(config.out, state.epochs_done).map([](RunLog&& log) { return std::optional(std::move(log)); });
}

/// Two runs in one folder would each write over what the other learnt.
Result<void> take_folder(const TrainingConfig& config, RunState& state) {
  if (auto created = create_folder(config.out); !created)
    return created;
  auto lock = FolderLock::take(config.out, "run.lock", "another run");
  if (!lock)
    return tl::unexpected(lock.error());
  state.lock = std::move(*lock);
  return {};
}

fs::path checkpoint_of(const TrainingConfig& config) { return fs::path(config.out) / "checkpoint.pt"; }

/// What the first process was told.
Result<TrainingConfig> config_of_first(const TrainingConfig& config, const Processes& processes) {
  const auto told = processes.from_first(training_config_json(config).dump());
  return told ? parse_training_config(nlohmann::json::parse(*told, nullptr, false))
              : Result<TrainingConfig>(tl::unexpected(told.error()));
}

/// The first process's checkpoint, on all of them: the others need not see its disk. What it was told is compared, on all, since
/// theirs may lie elsewhere.
Result<void> take_up_together(const TrainingConfig& config, RunState& state, bool found) {
  const auto& processes = state.place.processes;
  std::string bytes;
  if (found) {
    const auto read = read_file(checkpoint_of(config));
    if (!read)
      return tl::unexpected(read.error());
    bytes.assign(read->begin(), read->end());
  }
  const auto first = processes.from_first(std::move(bytes));
  auto learnt_from = processes.from_first(state.learnt_from);
  const auto first_config = config_of_first(config, processes);
  if (!first || !learnt_from)
    return tl::unexpected(first ? learnt_from.error() : first.error());
  if (!first_config)
    return tl::unexpected(first_config.error());
  state.learnt_from = std::move(*learnt_from);
  return first->empty() ? Result<void>() : load_checkpoint(std::string_view(*first), state, *first_config);
}

Result<void> take_up(const TrainingConfig& config, RunState& state) {
  const auto& processes = state.place.processes;
  const auto found = processes.is_first() && config.resume ? is_there(checkpoint_of(config)) : Result<bool>(false);
  if (!found)
    return tl::unexpected(found.error());
  return processes.count() > 1 ? take_up_together(config, state, *found)
         : *found              ? load_checkpoint(checkpoint_of(config), state, config)
                               : Result<void>();
}

/// A card would say of weights that they learnt less than they did.
Result<void> check_not_beyond(const TrainingConfig& config, const RunState& state) {
  if (state.epochs_done <= config.epochs)
    return {};
  return fail(ErrorCode::InvalidArgument, "\"" + config.out + "\" has learnt for " +
                                              std::to_string(state.epochs_done) + " epochs, and \"epochs\" is " +
                                              std::to_string(config.epochs) + ": name another folder");
}

/// Else nobody would know why nothing changed.
void report_finished(const TrainingConfig& config, const RunState& state) {
  if (state.epochs_done >= config.epochs && state.place.processes.is_first())
    std::cerr << "\"" << config.out << "\" has all of its " << state.epochs_done
              << " epochs: nothing is left to learn\n";
}

Result<void> save_if_due(const TrainingConfig& config, const RunState& state) {
  const bool due = state.epochs_done % config.checkpoint_every == 0 || state.epochs_done == config.epochs;
  return due && state.place.processes.is_first() ? save_checkpoint(checkpoint_of(config), state, config)
                                                 : Result<void>();
}

Result<void> run_in_folder(const TrainingConfig& config, RunState& state,
                           const std::function<Result<Measurements>(std::uint64_t epoch)>& run_epoch) {
  use_threads(config.threads);
  keep_freed_memory();
  if (state.place.processes.is_first())
    if (auto taken = take_folder(config, state); !taken)
      return taken;
  if (auto taken_up = take_up(config, state); !taken_up)
    return taken_up;
  if (auto usable = check_not_beyond(config, state); !usable)
    return usable;
  report_finished(config, state);
  auto log = open_log(config, state);
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
    if (auto reported = report_epoch(*log, state.place, epoch, *measurements); !reported)
      return reported;
    ++state.epochs_done;
    if (auto saved = save_if_due(config, state); !saved)
      return saved;
  }
  return {};
}

}  // namespace

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

Result<RunState> start_run(RunPlace place, Network network, const TrainingConfig& config, bool heads) {
  move_to(network, place.device, config.precision == "fp64" ? torch::kFloat64 : torch::kFloat32);
  std::vector<torch::Tensor> parameters;
  for (const auto& [name, parameter] : network.parameters)
    parameters.push_back(parameter);
  if (auto copied = place.processes.copy_from_first(parameters); !copied)
    return tl::unexpected(copied.error());
  RunState state{std::move(network), nullptr, 0, -1.0, std::move(place)};
  state.optimizer = make_optimizer(state.network, config, heads);
  return state;
}

Network learning(Network network, const TrainingConfig& config) {
  network.precision = config.precision == "bf16" ? Precision::bf16 : Precision::fp32;
  return network;
}

Result<void> run_epochs(const TrainingConfig& config, RunState& state,
                        const std::function<Result<Measurements>(std::uint64_t epoch)>& run_epoch) {
  auto done = run_in_folder(config, state, run_epoch);
  // Who goes on writes the weights to it; who failed leaves it to the next run.
  if (!done)
    state.lock.reset();
  return done;
}

Result<void> write_weights(const TrainingConfig& config, const RunPlace& place, const Network& network) {
  if (!place.processes.is_first())
    return {};
  auto description = network.description;
  description.weight_type = WeightType::fp32;
  const auto bytes = write_weight_file(description, file_tensors(network));
  if (!bytes)
    return tl::unexpected(bytes.error());
  return write_model_file(fs::path(config.out) / "weights.safetensors", *bytes, description);
}

}  // namespace leadwise::training
