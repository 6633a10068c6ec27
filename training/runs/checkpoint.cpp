#include "runs/checkpoint.hpp"

#include <torch/torch.h>
#include <array>
#include <iostream>

#include "support/durable_file.hpp"

namespace leadwise::training {
namespace {

constexpr std::array kFreeKeys = {"threads", "loader_threads", "checkpoint_every", "out",
                                  "resume",  "device",         "process_timeout_s"};
/// Where the same things are found, and words about them: they may lie elsewhere when a run is taken up again.
constexpr std::array kPathKeys = {"recordings", "shards", "weights", "data_statement"};

/// Steps are of as many examples, whoever takes them.
nlohmann::json binding_config(const RunState& state, const TrainingConfig& config) {
  auto json = training_config_json(config);
  json["batch_size"] =
      config.batch_size * config.accumulate * static_cast<std::uint64_t>(state.place.processes.count());
  json.erase("accumulate");
  // Where the learning rate stays the same, a longer run begins as a shorter one does.
  if (config.final_learning_rate_factor == 1.0)
    json.erase("epochs");
  for (const char* key : kFreeKeys)
    json.erase(key);
  return json;
}

/// By their names and parts they are the same; nothing looks at their samples.
void report_moved(const char* key, const nlohmann::json& saved, const nlohmann::json& now) {
  if (saved.is_object() && saved.contains(key) && saved[key] != now[key])
    std::cerr << "the run goes on with another \"" << key
              << "\" than it was begun with, and takes what lies there for the same\n";
}

std::optional<Error> compare_config(const std::string& saved_text, nlohmann::json now, bool is_same_data) {
  const auto saved = nlohmann::json::parse(saved_text, nullptr, false);
  for (const char* key : kPathKeys)
    if (is_same_data) {
      report_moved(key, saved, now);
      now.erase(key);
    }
  // Checkpoints of before do not say how many epochs were meant, whose licence, or which grains, which only rounding tells.
  const auto is_unsaid = [&](const std::string& key) {
    return (key == "epochs" || key == "licence" || key == "grain") && saved.is_object() && !saved.contains(key);
  };
  for (const auto& [key, value] : now.items())
    if (!is_unsaid(key) && (!saved.is_object() || !saved.contains(key) || saved[key] != value))
      return Error{ErrorCode::InvalidArgument,
                   "the checkpoint was made with another \"" + key + "\"; set resume to false to start anew"};
  return std::nullopt;
}

/// What a checkpoint was made of; those of before do not say it.
std::optional<std::string> learnt_from_in(torch::serialize::InputArchive& archive) {
  c10::IValue saved;
  return archive.try_read("learnt_from", saved) ? std::optional(saved.toStringRef()) : std::nullopt;
}

Result<void> compare_learnt_from(const std::optional<std::string>& saved, const RunState& state) {
  if (!saved || *saved == state.learnt_from)
    return {};
  return fail(ErrorCode::InvalidArgument,
              "the checkpoint was made of other recordings, parts, labels or starting weights; set resume to false to "
              "start anew");
}

std::string parameter_key(std::size_t number) { return "parameter_" + std::to_string(number); }

std::optional<Error> read_parameters(torch::serialize::InputArchive& archive, Network& network) {
  std::size_t number = 0;
  for (auto& [name, parameter] : network.parameters) {
    torch::Tensor saved;
    if (!archive.try_read(parameter_key(number++), saved) || saved.sizes() != parameter.sizes())
      return Error{ErrorCode::TensorMismatch, "the checkpoint's \"" + name + "\" has another shape than the model's"};
    const torch::NoGradGuard no_gradient;
    parameter.copy_(saved);
  }
  return std::nullopt;
}

Result<void> read_archive(torch::serialize::InputArchive& archive, RunState& state, const TrainingConfig& config) {
  c10::IValue config_text, epochs_done, best;
  archive.read("config", config_text);
  archive.read("epochs_done", epochs_done);
  archive.read("best", best);
  const auto saved = learnt_from_in(archive);
  if (auto error = compare_config(config_text.toStringRef(), binding_config(state, config), saved == state.learnt_from))
    return tl::unexpected(*error);
  if (auto same = compare_learnt_from(saved, state); !same)
    return same;
  if (auto error = read_parameters(archive, state.network))
    return tl::unexpected(*error);
  torch::serialize::InputArchive optimizer;
  archive.read("optimizer", optimizer);
  state.optimizer->load(optimizer);
  state.epochs_done = static_cast<std::uint64_t>(epochs_done.toInt());
  state.best = best.toDouble();
  return {};
}

/// Straight to the disk: the published preset's 3 GB are not held twice. libtorch is told that every write succeeded: what it
/// does about one that did not differs between its versions, and may end the program.
Result<void> write_archive(const std::filesystem::path& path, torch::serialize::OutputArchive& archive) {
  auto file = DurableFile::create(path);
  if (!file)
    return tl::unexpected(file.error());
  Result<void> written;
  archive.save_to([&](const void* data, std::size_t size) {
    if (written)
      written = file->write(std::span(static_cast<const std::uint8_t*>(data), size));
    return size;
  });
  return written ? file->keep() : written;
}

/// Reads what `open` opens. What is no archive makes libtorch throw.
template <class Open>
Result<void> load(const std::string& name, Open&& open, RunState& state, const TrainingConfig& config) {
  try {
    torch::serialize::InputArchive archive;
    open(archive);
    return read_archive(archive, state, config);
  } catch (const c10::Error& error) {
    return fail(ErrorCode::InvalidWeightFile, name + " is not a checkpoint: " + error.what_without_backtrace());
  }
}

}  // namespace

Result<void> save_checkpoint(const std::filesystem::path& path, const RunState& state, const TrainingConfig& config) {
  torch::serialize::OutputArchive archive, optimizer;
  std::size_t number = 0;
  for (const auto& [name, parameter] : state.network.parameters)
    archive.write(parameter_key(number++), parameter.detach());
  state.optimizer->save(optimizer);
  archive.write("optimizer", optimizer);
  archive.write("config", c10::IValue(binding_config(state, config).dump()));
  archive.write("learnt_from", c10::IValue(state.learnt_from));
  archive.write("epochs_done", c10::IValue(static_cast<std::int64_t>(state.epochs_done)));
  archive.write("best", c10::IValue(state.best));
  return write_archive(path, archive);
}

Result<void> load_checkpoint(const std::filesystem::path& path, RunState& state, const TrainingConfig& config) {
  const auto open = [&](auto& archive) { archive.load_from(path.string(), state.place.device); };
  return load("\"" + path.string() + "\"", open, state, config);
}

Result<void> load_checkpoint(std::string_view bytes, RunState& state, const TrainingConfig& config) {
  const auto open = [&](auto& archive) { archive.load_from(bytes.data(), bytes.size(), state.place.device); };
  return load("what process 0 sent", open, state, config);
}

}  // namespace leadwise::training
