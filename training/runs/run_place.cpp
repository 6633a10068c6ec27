#include "runs/run_place.hpp"

#include <array>
#include <cmath>
#include <iostream>

namespace leadwise::training {
namespace {

/// What may differ between processes: places, and what does not change what is learnt. The first one's weights and
/// checkpoint count for all.
constexpr std::array kOwnKeys = {"recordings", "index",          "shards", "weights", "out",
                                 "threads",    "loader_threads", "device", "resume",  "checkpoint_every"};

std::vector<std::string> ids_of(const std::vector<HeadDescription>& heads) {
  std::vector<std::string> ids;
  for (const auto& head : heads)
    ids.push_back(head.id);
  return ids;
}

}  // namespace

Result<RunPlace> join_run(const TrainingConfig& config) {
  const auto launch = read_launch(environment_variable);
  if (!launch)
    return tl::unexpected(launch.error());
  const auto device = choose_device(config.device, count_gpus(), *launch);
  if (!device)
    return tl::unexpected(device.error());
  if (device->is_cuda())
    make_repeatable();
  take_device(*device);
  std::cerr << "process " << launch->rank << " of " << launch->world_size << " learns on " << device->str() << '\n';
  const auto timeout = std::chrono::milliseconds(std::llround(1e3 * config.process_timeout_s));
  auto processes = Processes::join(*launch, *device, timeout);
  if (!processes)
    return tl::unexpected(processes.error());
  return RunPlace{*device, std::move(*processes)};
}

Result<void> check_same_run(const RunPlace& place, const TrainingConfig& config, const nlohmann::json& data,
                            std::uint64_t learnt, const ModelDescription& model) {
  auto told = training_config_json(config);
  for (const char* key : kOwnKeys)
    told.erase(key);
  told["data"] = data;
  told["who is learnt from, in order"] = learnt;
  told["kind of device"] = place.device.is_cuda() ? "cuda" : "cpu";
  told["model"] = {{"preset", model.preset}, {"heads", ids_of(model.heads)}};
  const auto texts = place.processes.gather(told.dump());
  if (!texts)
    return tl::unexpected(texts.error());
  const auto first = nlohmann::json::parse(texts->front(), nullptr, false);
  for (std::size_t i = 1; i < texts->size(); ++i) {
    const auto other = nlohmann::json::parse((*texts)[i], nullptr, false);
    for (const auto& [key, value] : first.items())
      if (other.value(key, nlohmann::json()) != value)
        return fail(ErrorCode::InvalidArgument, "\"" + key + "\" is " + other.value(key, nlohmann::json()).dump() +
                                                    " in process " + std::to_string(i) + " and " + value.dump() +
                                                    " in process 0");
  }
  return {};
}

}  // namespace leadwise::training
