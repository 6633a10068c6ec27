#include <arpa/inet.h>
#include <sys/socket.h>
#include <torch/torch.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <concepts>
#include <fstream>
#include <future>
#include <map>
#include <numeric>

#include "commands/pretrain.hpp"
#include "data/recordings.hpp"
#include "leadwise/weight_file.hpp"
#include "network/dropout.hpp"
#include "network/objective_draws.hpp"
#include "parallel/device.hpp"
#include "parallel/launch.hpp"
#include "parallel/processes.hpp"
#include "quick_config.hpp"
#include "runs/epoch_pass.hpp"
#include "support/file_access.hpp"
#include "tiny_model.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using testing::check_done;
using testing::TemporaryFolder;
using Environment = std::map<std::string, std::string>;

Result<Launch> launch_in(const Environment& environment) {
  return read_launch([&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional<std::string>(found->second);
  });
}

const Environment kSecondOfTwo = {
    {"RANK", "1"}, {"WORLD_SIZE", "2"}, {"LOCAL_RANK", "0"}, {"MASTER_ADDR", "10.0.0.1"}, {"MASTER_PORT", "29500"}};

TEST_CASE("torchrun's variables say where a process stands, and none of them that it is alone") {
  const auto alone = launch_in({});
  REQUIRE(alone.has_value());
  CHECK(alone->world_size == 1);
  const auto second = launch_in(kSecondOfTwo);
  REQUIRE(second.has_value());
  CHECK(second->rank == 1);
  CHECK(second->world_size == 2);
  CHECK(second->local_rank == 0);
  CHECK(second->master_address == "10.0.0.1");
  CHECK(second->master_port == 29500);
  CHECK_FALSE(second->launcher_keeps_store);
}

TEST_CASE("All are on one machine only where LOCAL_WORLD_SIZE says so, wherever the master is said to be") {
  auto environment = kSecondOfTwo;
  environment["MASTER_ADDR"] = "localhost";  // as Kubernetes calls the first process's machine to itself
  CHECK_FALSE(launch_in(environment)->is_on_one_machine);
  environment["LOCAL_WORLD_SIZE"] = "1";
  CHECK_FALSE(launch_in(environment)->is_on_one_machine);
  environment["LOCAL_WORLD_SIZE"] = "2";
  CHECK(launch_in(environment)->is_on_one_machine);
  environment["LOCAL_WORLD_SIZE"] = "3";
  CHECK(launch_in(environment).error().message.find("LOCAL_WORLD_SIZE") != std::string::npos);
}

TEST_CASE("Variables that are missing, no number or out of range are refused by name") {
  const std::pair<const char*, const char*> bad[] = {
      {"RANK", ""},         {"RANK", "2"},         {"RANK", "-1"},           {"RANK", "one"},       {"WORLD_SIZE", ""},
      {"WORLD_SIZE", "0"},  {"WORLD_SIZE", "2.5"}, {"LOCAL_RANK", "2"},      {"MASTER_ADDR", ""},   {"MASTER_PORT", ""},
      {"MASTER_PORT", "0"}, {"RANK", "1 "},        {"MASTER_PORT", "65536"}, {"LOCAL_RANK", "here"}};
  for (const auto& [name, value] : bad) {
    INFO(name << " is \"" << value << "\"");
    auto environment = kSecondOfTwo;
    environment[name] = value;
    if (*value == '\0')
      environment.erase(name);
    const auto launch = launch_in(environment);
    REQUIRE_FALSE(launch.has_value());
    CHECK(launch.error().code == ErrorCode::InvalidArgument);
    CHECK(launch.error().message.find(name) != std::string::npos);
  }
}

TEST_CASE("The GPU is LOCAL_RANK's, else RANK's, and none is invented") {
  const Launch alone, second = launch_in(kSecondOfTwo).value();
  CHECK(choose_device("auto", 0, second)->is_cpu());
  CHECK(choose_device("cpu", 4, second)->is_cpu());
  CHECK(choose_device("auto", 4, alone)->index() == 0);
  auto third = second;
  third.local_rank = 3;
  CHECK(choose_device("auto", 4, third).value() == torch::Device(torch::kCUDA, 3));
  CHECK(choose_device("cuda", 3, third).error().message.find("LOCAL_RANK") != std::string::npos);
  CHECK(choose_device("cuda", 1, third).value().index() == 0);  // the others have one of their own each
  third.local_rank.reset();
  third.rank = 6;
  CHECK(choose_device("cuda", 4, third).value().index() == 2);
  CHECK(choose_device("cuda", 1, third).value().index() == 0);
  CHECK(choose_device("cuda", 0, alone).error().message.find("\"device\"") != std::string::npos);
}

/// libtorch of before 2.0 cannot be asked, and later ones answer in more than yes and no.
template <class Context>
void check_sums_in_floats(const Context& context) {
  if constexpr (requires { { context.allowBF16ReductionCuBLAS() } -> std::same_as<bool>; })
    CHECK_FALSE(context.allowBF16ReductionCuBLAS());
}

TEST_CASE("GPUs are told to repeat their sums, and to drop no bits of a float") {
  auto& context = at::globalContext();
  make_repeatable();
  CHECK(context.deterministicCuDNN());
  CHECK(context.deterministicAlgorithms());
  CHECK(context.deterministicAlgorithmsWarnOnly());
  CHECK_FALSE(context.allowTF32CuDNN());
  CHECK_FALSE(context.allowTF32CuBLAS());
  check_sums_in_floats(context);
  CHECK(environment_variable("CUBLAS_WORKSPACE_CONFIG").has_value());
  context.setDeterministicAlgorithms(false, false);  // which would be the CPU's in other tests
}

std::uint16_t free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(bind(listener, any, size) == 0);
  REQUIRE(getsockname(listener, any, &size) == 0);
  close(listener);
  return ntohs(address.sin_port);
}

torch::Tensor with_gradient(const torch::Tensor& gradient) {
  auto parameter = torch::zeros(gradient.sizes()).requires_grad_(true);
  parameter.mutable_grad() = gradient;
  return parameter;
}

/// A large gradient, a large one that lies column by column in the first process and row by row elsewhere, a small one, and one that the first process has not.
std::vector<torch::Tensor> parameters_of(int rank) {
  const auto numbers = torch::arange(2'000'000, torch::kFloat32) * (rank + 1);
  const auto last = rank == 0 ? torch::zeros({3}).requires_grad_(true) : with_gradient(torch::full({3}, 5.0F));
  const auto by_columns = numbers.view({1000, 2000}).t();
  return {with_gradient(numbers.clone()), with_gradient(rank == 0 ? by_columns : by_columns.contiguous()),
          with_gradient(numbers.narrow(0, 1, 7).clone()), last};
}

/// Empty where the processes lost each other.
std::vector<torch::Tensor> summed_in_process(int rank, std::uint16_t port) {
  Launch launch;
  launch.rank = rank;
  launch.world_size = 2;
  launch.master_address = "127.0.0.1";
  launch.master_port = port;
  const auto processes = Processes::join(launch, torch::kCPU, std::chrono::seconds(60));
  const auto parameters = parameters_of(rank);
  const bool done = processes && processes->sum_gradients(parameters) && processes->finish();
  return done ? parameters : std::vector<torch::Tensor>();
}

TEST_CASE(
    "Gradients are summed over processes: large and small ones, however they lie, and where one process has none") {
  const auto port = free_port();
  auto second = std::async(std::launch::async, summed_in_process, 1, port);
  for (const auto& summed : {summed_in_process(0, port), second.get()}) {
    REQUIRE(summed.size() == 4);
    const auto both = parameters_of(2);  // once and twice are three times
    for (std::size_t i = 0; i < 3; ++i)
      CHECK(torch::equal(summed[i].grad(), both[i].grad()));
    CHECK(torch::equal(summed[3].grad(), torch::full({3}, 5.0F)));
  }
}

/// What the second of two processes hears where it has this device and this model, and the first one a CPU and the usual model.
Result<void> checked_in_process(int rank, std::uint16_t port, const torch::Device& device,
                                const ModelDescription& model) {
  Launch launch;
  launch.rank = rank;
  launch.world_size = 2;
  launch.master_address = "127.0.0.1";
  launch.master_port = port;
  auto processes = Processes::join(launch, torch::kCPU, std::chrono::seconds(60));
  if (!processes)
    return tl::unexpected(processes.error());
  const RunPlace place{device, std::move(*processes)};
  auto checked = check_same_run(place, {}, nlohmann::json::object(), 1, model);
  const auto finished = place.processes.finish();
  return checked && !finished ? finished : checked;
}

void check_told_apart(const torch::Device& device, const ModelDescription& model, const char* key) {
  const auto port = free_port();
  auto second = std::async(std::launch::async, checked_in_process, 1, port, device, model);
  for (const auto& checked : {checked_in_process(0, port, torch::kCPU, leadwise_preset()), second.get()}) {
    REQUIRE(checked.has_value() == (key == nullptr));
    if (key != nullptr)
      CHECK(checked.error().message.find(key) != std::string::npos);
  }
}

TEST_CASE("Processes of other kinds of devices, or that begin with other heads, all say so before they learn") {
  auto turned = leadwise_preset();
  std::reverse(turned.heads.begin(), turned.heads.end());
  check_told_apart(torch::kCPU, leadwise_preset(), nullptr);
  check_told_apart({torch::kCUDA, 0}, leadwise_preset(), "\"kind of device\" is \"cuda\" in process 1 and \"cpu\"");
  check_told_apart(torch::kCPU, turned, "\"model\" is ");
}

TEST_CASE("The shares of a plan are the plan, and none has two examples more than another") {
  const ExamplePlan plan{11, [](std::size_t position) {
                           ExampleSpec spec;
                           spec.seed = position;
                           return spec;
                         }};
  for (const std::size_t count : {1U, 2U, 3U, 12U}) {
    std::vector<int> seen(plan.size);
    for (std::size_t rank = 0; rank < count; ++rank) {
      const auto share = plan.share(rank, count);
      CHECK(share.size >= plan.size / count);
      CHECK(share.size <= plan.size / count + 1);
      for (std::size_t i = 0; i < share.size; ++i)
        ++seen[share.at(i).seed];
    }
    CHECK(seen == std::vector<int>(plan.size, 1));
  }
}

TEST_CASE("What is drawn for an example is the same in whichever batch it is learnt from") {
  const auto description = testing::tiny_model(true);
  TrainingConfig config;
  config.decoded_leads = 3;
  const Random epoch(7);
  const auto together = draw_for_objective(description, config, {2, {4, 5, 6, 7}}, epoch, torch::kCPU);
  const auto apart = draw_for_objective(description, config, {2, {7, 5}}, epoch, torch::kCPU);
  for (const auto& [in_apart, in_together] : {std::pair{0, 3}, std::pair{1, 1}}) {
    CHECK(torch::equal(apart.noise[in_apart], together.noise[in_together]));
    CHECK(torch::equal(apart.present[in_apart], together.present[in_together]));
  }
  CHECK(torch::equal(apart.decoded, together.decoded));
  CHECK_FALSE(torch::equal(together.noise[0], together.noise[1]));
  Dropout of_four(0.5, example_generators({2, {4, 5, 6, 7}}, epoch)),
      of_two(0.5, example_generators({2, {7, 5}}, epoch));
  const auto four = of_four(torch::ones({4, 1000})), two = of_two(torch::ones({2, 1000}));
  CHECK(torch::equal(two[0], four[3]));
  CHECK(torch::equal(two[1], four[1]));
  CHECK_FALSE(torch::equal(four[0], four[1]));
  CHECK(std::abs(four.mean().item<double>() - 1.0) < 0.1);
}

/// Recordings of which one cannot be read.
class OneUnreadable : public RecordSource {
 public:
  OneUnreadable(std::vector<Recording> recordings, std::size_t unreadable,
                ErrorCode reason = ErrorCode::ChecksumMismatch)
      : recordings_(std::move(recordings)), unreadable_(unreadable), reason_(reason) {}
  std::size_t count() const override { return recordings_.size(); }
  Result<RecordFacts> facts(std::size_t position) const override { return recordings_[position]; }
  Result<Recording> read(std::size_t position) const override {
    if (position == unreadable_)
      return fail(reason_, "it is the one that cannot be read");
    return recordings_[position];
  }
  Result<void> visit_facts(const ShardSet::FactsVisitor&) const override {
    return fail(reason_, "nobody can tell who is where");
  }

 private:
  std::vector<Recording> recordings_;
  std::size_t unreadable_;
  ErrorCode reason_;
};

std::vector<Recording> simulated_recordings(const TemporaryFolder& folder, std::uint64_t count) {
  testing::write_simulated_folder(folder.path(), count);
  const auto set = load_recordings(testing::quick_config(folder, "none"));
  REQUIRE(set.has_value());
  return set->recordings;
}

/// A parameter for each lead, which is drawn to the example's mean absolute sample.
Result<Measurements> one_epoch(const RecordSource& source, std::uint64_t batch_size, std::uint64_t accumulate,
                               RunState& state) {
  TrainingConfig config;
  config.batch_size = batch_size;
  config.accumulate = accumulate;
  config.gradient_clip = 1e9;
  state.network.parameters["weight"] = torch::zeros({12}).requires_grad_(true);
  std::vector<torch::Tensor> parameters = {state.network.parameters["weight"]};
  state.optimizer = std::make_unique<torch::optim::AdamW>(parameters, torch::optim::AdamWOptions(1e-2).eps(10.0));
  const auto loss = [&](const BatchTensors& batch) {
    const auto error = batch.samples.abs().mean(2) - state.network.parameters["weight"];
    return BatchLoss{error.square().sum(1).mean(), {}};
  };
  std::vector<std::size_t> all(source.count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return train_epoch(source, plan_plain(all), state, config, loss);
}

std::vector<float> after_one_step(const RecordSource& source, std::uint64_t batch_size, std::uint64_t accumulate) {
  RunState state;
  const auto done = one_epoch(source, batch_size, accumulate, state);
  REQUIRE(done.has_value());
  CHECK(done->at("refused_examples") == 1.0);
  const auto weight = state.network.parameters["weight"].detach();
  return {weight.data_ptr<float>(), weight.data_ptr<float>() + 12};
}

TEST_CASE("An example that could not be made weighs nothing: batches that add up count their examples") {
  const TemporaryFolder folder("leadwise_parallel_weights");
  const OneUnreadable source(simulated_recordings(folder, 6), 1);
  const auto whole = after_one_step(source, 6, 1);
  for (const auto& [batch_size, accumulate] : {std::pair{2, 3}, std::pair{4, 2}, std::pair{1, 6}}) {
    const auto pieces =
        after_one_step(source, static_cast<std::uint64_t>(batch_size), static_cast<std::uint64_t>(accumulate));
    for (std::size_t i = 0; i < whole.size(); ++i)
      CHECK(std::abs(pieces[i] - whole[i]) <= 1e-6F * std::abs(whole[i]));
  }
  CHECK(std::abs(whole[0]) > 1e-5F);
}

TEST_CASE("Files that cannot be read end an epoch with their own error; they are no examples that could not be made") {
  const TemporaryFolder folder("leadwise_parallel_unreadable");
  const auto recordings = simulated_recordings(folder, 4);
  for (const auto reason : {ErrorCode::FileNotReadable, ErrorCode::MissingFile, ErrorCode::TruncatedData}) {
    RunState state;
    const auto done = one_epoch(OneUnreadable(recordings, 1, reason), 2, 1, state);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == reason);
  }
}

TEST_CASE("Where it cannot be read who is in which part, nobody is judged as if none had taught") {
  const TemporaryFolder folder("leadwise_parallel_unreadable_parts");
  TrainingData data;
  data.source = std::make_unique<OneUnreadable>(simulated_recordings(folder, 2), 0, ErrorCode::FileNotReadable);
  data.parts = {Part::train, Part::test};
  CHECK(patient_marks(data).error().code == ErrorCode::FileNotReadable);
  CHECK(judged_patients(data, {"test"}).error().code == ErrorCode::FileNotReadable);
  CHECK(learnt_hash(data, {}).error().code == ErrorCode::FileNotReadable);
  CHECK(data_summary(data).error().code == ErrorCode::FileNotReadable);
}

std::map<std::string, FloatTensor> weights_of(const TrainingConfig& config) {
  const auto bytes = read_file(fs::path(config.out) / "weights.safetensors");
  REQUIRE(bytes.has_value());
  return read_weight_file(*bytes)->tensors;
}

/// Distance of two runs' weights, relative to the weights, all tensors together.
double relative_difference(const TrainingConfig& a, const TrainingConfig& b) {
  double difference = 0.0, size = 0.0;
  const auto others = weights_of(b);
  for (const auto& [name, tensor] : weights_of(a))
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
      const double value = tensor.values[i], other = others.at(name).values[i];
      difference += (value - other) * (value - other);
      size += value * value;
    }
  return std::sqrt(difference / size);
}

nlohmann::json last_line(const TrainingConfig& config) {
  std::ifstream log(fs::path(config.out) / "log.jsonl");
  nlohmann::json last;
  for (std::string line; std::getline(log, line);)
    last = nlohmann::json::parse(line, nullptr, false);
  return last;
}

TEST_CASE("Batches that are accumulated teach what one batch of their size teaches") {
  const TemporaryFolder folder("leadwise_parallel_accumulate");
  testing::write_simulated_folder(folder.path(), 10);
  auto whole = testing::quick_config(folder, "whole");
  whole.final_learning_rate_factor = 1.0;  // else the learning rate depends on the number of epochs
  whole.epochs = 1;
  whole.precision = "fp64";  // else rounding decides now and then what a ReLU lets pass
  check_done(pretrain(whole));
  auto pieces = whole;
  pieces.out = (folder.path() / "pieces").string();
  pieces.batch_size = 1;
  pieces.accumulate = 4;
  check_done(pretrain(pieces));
  const double difference = relative_difference(pieces, whole);
  INFO("relative difference " << difference);
  CHECK(difference <= 1e-6);
  // A checkpoint goes on with steps of as many examples, and with no others.
  pieces.out = whole.out;
  pieces.epochs = 2;
  check_done(pretrain(pieces));
  pieces.accumulate = 3;
  pieces.epochs = 3;
  CHECK(pretrain(pieces).error().message.find("\"batch_size\"") != std::string::npos);
}

TEST_CASE("In bfloat16 the losses fall too, near those of float, and the weights stay float") {
  const TemporaryFolder folder("leadwise_parallel_bf16");
  testing::write_simulated_folder(folder.path(), 12);
  auto config = testing::quick_config(folder, "fp32");
  config.epochs = 3;
  config.draws_per_record = 2;
  config.annealing_epochs = 0;
  config.learning_rate = 1e-3;
  check_done(pretrain(config));
  auto rounded = config;
  rounded.out = (folder.path() / "bf16").string();
  rounded.precision = "bf16";
  check_done(pretrain(rounded));
  const double before = last_line(config)["loss"].get<double>(), after = last_line(rounded)["loss"].get<double>();
  INFO("loss " << before << " in float, " << after << " in bfloat16");
  CHECK(after != before);
  CHECK(std::abs(after - before) < 0.005 * before);
  std::ifstream log(fs::path(rounded.out) / "log.jsonl");
  std::string first;
  std::getline(log, first);
  CHECK(after < 0.97 * nlohmann::json::parse(first)["loss"].get<double>());
}

TEST_CASE(
    "A line of the log says how long data were waited for, memory, pace and processes, and an epoch has one line") {
  const TemporaryFolder folder("leadwise_parallel_log");
  testing::write_simulated_folder(folder.path(), 8);
  auto config = testing::quick_config(folder, "out");
  config.final_learning_rate_factor = 1.0;
  config.epochs = 1;
  check_done(pretrain(config));
  const auto line = last_line(config);
  CHECK(line["waiting_share"].get<double>() >= 0.0);
  CHECK(line["waiting_share"].get<double>() <= 1.0);
  CHECK(line["peak_memory_mb"].get<double>() > 10.0);
  CHECK(line["examples_per_s"].get<double>() > 0.0);
  CHECK(line["world_size"].get<double>() == 1.0);
  // A kill between log and checkpoint leaves a line, or a part of one, that is written again.
  std::ofstream(fs::path(config.out) / "log.jsonl", std::ios::app) << "{\"epoch\":2}\n{\"epo";
  config.epochs = 2;
  check_done(pretrain(config));
  std::ifstream log(fs::path(config.out) / "log.jsonl");
  std::vector<std::uint64_t> epochs;
  for (std::string text; std::getline(log, text);)
    epochs.push_back(nlohmann::json::parse(text)["epoch"].get<std::uint64_t>());
  CHECK((epochs == std::vector<std::uint64_t>{1, 2}));
  CHECK(last_line(config).contains("loss"));
}

TEST_CASE("Devices and precisions that are none are refused by name") {
  for (const auto& [key, value] : {std::pair{"device", "gpu"}, std::pair{"precision", "fp8"}}) {
    const auto parsed = parse_training_config({{key, value}});
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().message.find(key) != std::string::npos);
  }
}

}  // namespace
}  // namespace leadwise::training
