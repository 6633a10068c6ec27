#include <sys/file.h>
#include <sys/syscall.h>
#include <torch/torch.h>
#include <unistd.h>
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "commands/pretrain.hpp"
#include "data/epoch_plan.hpp"
#include "data/recordings.hpp"
#include "full_disk.hpp"
#include "ingest/ingest.hpp"
#include "leadwise/weight_file.hpp"
#include "quick_config.hpp"
#include "runs/training_run.hpp"
#include "shards/shard_set.hpp"
#include "simulated_folder.hpp"
#include "support/durable_file.hpp"
#include "support/file_access.hpp"
#include "support/folder_lock.hpp"
#include "weights/model_file.hpp"

// What docs/training.md lists under "What goes wrong", where no other test file has it: a named error, and what was written before
// stays usable.

namespace {
/// What locking answers from now on; 0: what the system does.
int lock_error = 0;
}  // namespace

/// In the place of the C library's, whose file systems have locks.
extern "C" int flock(int descriptor, int operation) noexcept {
  if (lock_error == 0)
    return static_cast<int>(syscall(SYS_flock, descriptor, operation));
  errno = lock_error;
  return -1;
}

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using testing::check_done;
using testing::FullDisk;
using testing::TemporaryFolder;
using testing::tensors_of;
using testing::write_simulated_folder;

std::size_t lines_in(const fs::path& path) {
  std::ifstream stream(path);
  std::size_t lines = 0;
  for (std::string line; std::getline(stream, line);)
    ++lines;
  return lines;
}

bool has_unfinished(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".unfinished")
      return true;
  return false;
}

void check_full(const Result<void>& result, const std::string& file) {
  REQUIRE_FALSE(result.has_value());
  INFO(result.error().message);
  CHECK(result.error().code == ErrorCode::DiskFull);
  CHECK(result.error().message.find(file) != std::string::npos);
}

TrainingConfig run_config(const TemporaryFolder& folder, const char* out) {
  auto config = testing::quick_config(folder, out);
  config.final_learning_rate_factor = 1.0;  // else the learning rate depends on the number of epochs
  config.validation_records = 1;
  return config;
}

TEST_CASE("A disk that fills up during ingest leaves whole shards, and the same command goes on from them") {
  const TemporaryFolder folder("leadwise_full_ingest");
  fs::create_directories(folder.path() / "records");
  for (std::uint64_t i = 0; i < 4; ++i)
    testing::write_simulated_record(folder.path() / "records", std::string("r").append(std::to_string(i)), i,
                                    i < 2 ? 100.0 : 500.0);
  IngestOptions options;
  options.sources = {(folder.path() / "records").string()};
  options.out = (folder.path() / "shards").string();
  options.records_per_shard = 2;
  {
    const FullDisk full(150000);  // two records at 100 Hz are smaller, two at 500 Hz are not
    check_full(ingest(options), shard_name(1));
  }
  CHECK(ShardSet::open(options.out)->count() == 2);
  CHECK_FALSE(has_unfinished(options.out));
  check_done(ingest(options));
  CHECK(ShardSet::open(options.out)->count() == 4);
}

TEST_CASE("A disk that is full at a checkpoint leaves the one before, and the run ends as if it had never stopped") {
  const TemporaryFolder folder("leadwise_full_checkpoint");
  write_simulated_folder(folder.path(), 8);
  const auto whole = run_config(folder, "whole");
  check_done(pretrain(whole));
  auto pieces = run_config(folder, "pieces");
  pieces.epochs = 1;
  check_done(pretrain(pieces));
  pieces.epochs = 2;
  {
    const FullDisk full(1000000);
    check_full(pretrain(pieces), "checkpoint.pt");
  }
  CHECK_FALSE(has_unfinished(pieces.out));
  check_done(pretrain(pieces));
  for (const auto& [name, tensor] : tensors_of(whole))
    CHECK(tensor.values == tensors_of(pieces).at(name).values);
  CHECK(lines_in(fs::path(pieces.out) / "log.jsonl") == 2);
}

TEST_CASE(
    "Weights whose card cannot be written do not take the place of older ones, whose card would stand beside them") {
  const TemporaryFolder folder("leadwise_full_card");
  const auto weights = folder.path() / "w.safetensors";
  const auto write = [&](const char* bytes, const char* name) {
    auto description = leadwise_preset();
    description.name = name;
    const std::string_view text(bytes);
    return write_model_file(weights, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, description);
  };
  check_done(write("old", "old"));
  const auto old_card = read_file(card_path(weights)).value();
  fs::create_symlink("/dev/full", card_path(weights).string() + ".unfinished");
  check_full(write("new", "new"), "w.card.md");
  CHECK(read_file(weights).value().front() == 'o');
  CHECK(read_file(card_path(weights)).value() == old_card);
  CHECK_FALSE(has_unfinished(folder.path()));
  check_done(write("new", "new"));
  CHECK(read_file(weights).value().front() == 'n');
  CHECK(read_file(card_path(weights)).value() != old_card);
}

TEST_CASE("A device without space is told at the weights and at the log, and older weights stay") {
  const TemporaryFolder folder("leadwise_full_device");
  write_simulated_folder(folder.path(), 8);
  auto config = run_config(folder, "run");
  config.epochs = 1;
  check_done(pretrain(config));
  const auto weights = fs::path(config.out) / "weights.safetensors";
  const auto before = read_file(weights).value();
  fs::create_symlink("/dev/full", weights.string() + ".unfinished");
  check_full(pretrain(config), "weights.safetensors");
  CHECK(read_file(weights).value() == before);
  CHECK_FALSE(has_unfinished(config.out));
  fs::create_symlink("/dev/full", card_path(weights).string() + ".unfinished");
  check_full(pretrain(config), "weights.card.md");
  check_done(pretrain(config));

  fs::remove(fs::path(config.out) / "log.jsonl");
  fs::create_symlink("/dev/full", fs::path(config.out) / "log.jsonl");
  config.epochs = 2;
  check_full(pretrain(config), "log.jsonl");
  fs::remove(fs::path(config.out) / "log.jsonl");
  check_done(pretrain(config));
}

TEST_CASE("Two programs that write one file do not mix what they write") {
  const TemporaryFolder folder("leadwise_two_writers");
  const auto path = folder.path() / "results.json";
  auto first = DurableFile::create(path);
  REQUIRE(first.has_value());
  REQUIRE(first->write(std::string_view("first")).has_value());
  const auto second = DurableFile::create(path);
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == ErrorCode::FileNotWritable);
  CHECK(second.error().message.find("another program writes") != std::string::npos);
  check_done(first->keep());
  check_done(write_file(path, std::string_view("the later one")));
  const auto bytes = read_file(path).value();
  CHECK(std::string(bytes.begin(), bytes.end()) == "the later one");
  // What one that was killed has left is written over.
  std::ofstream(path.string() + ".unfinished") << "a long text that nobody has finished";
  check_done(write_file(path, std::string_view("x")));
  CHECK(read_file(path).value().size() == 1);
  CHECK_FALSE(has_unfinished(folder.path()));
}

TEST_CASE("A folder whose file system has no locks is written to with a word, not taken for another run's") {
  const TemporaryFolder folder("leadwise_no_locks");
  lock_error = ENOLCK;
  const auto said = testing::said_on_stderr(
      [&] { CHECK(FolderLock::take(folder.path(), "run.lock", "another run").has_value()); });
  check_done(write_file(folder.path() / "file", std::string_view("x")));
  lock_error = 0;
  CHECK(said.find("cannot be locked here (No locks available)") != std::string::npos);
}

/// A run of two epochs over simulated ECGs whose loss is given, an epoch's.
struct SmallRun {
  TrainingConfig config;
  ModelDescription description = leadwise_preset();
  RunState state;
  RecordingsInMemory source{std::span<const Recording>()};

  explicit SmallRun(const TemporaryFolder& folder)
      : config(run_config(folder, "run")),
        state{make_network(description, random_tensors(description, 3)).value(), nullptr, 0, -1.0, join_run(config).value()} {
    config.simulated_per_epoch = 2;
    state.optimizer = make_optimizer(state.network, config, false);
  }

  torch::Tensor parameter() const { return state.network.parameters.at("decoder.0.bias"); }

  Result<void> run(const std::function<torch::Tensor(std::uint64_t epoch)>& loss) {
    return run_epochs(config, state, [&](std::uint64_t epoch) {
      return train_epoch(source, plan_pretraining({}, config, epoch), state, config, [&](const BatchTensors&) {
        return BatchLoss{loss(epoch), {{"loss", 0.0}}};
      });
    });
  }
};

TEST_CASE(
    "A loss or a gradient that is no number ends the run before a step is made of it; the epochs before it stay") {
  const TemporaryFolder folder("leadwise_diverged_later");
  for (const bool only_gradient : {false, true}) {
    SmallRun run(folder);
    fs::remove_all(run.config.out);
    torch::Tensor after_first;
    const auto result = run.run([&](std::uint64_t epoch) {
      const auto sum = run.parameter().square().sum();
      if (epoch == 0)
        return sum;
      after_first = run.parameter().detach().clone();
      // The root of 0 is 0, and its slope there has no end.
      return only_gradient ? (0.0 * sum).sqrt() : sum / 0.0;
    });
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::TrainingDiverged);
    CHECK(result.error().message.find("simulated") != std::string::npos);
    CHECK(torch::equal(run.parameter().detach(), after_first));
    CHECK(lines_in(fs::path(run.config.out) / "log.jsonl") == 1);
    SmallRun again(folder);
    check_done(again.run([&](std::uint64_t epoch) {
      CHECK(epoch == 1);
      CHECK(torch::equal(again.parameter().detach(), after_first));
      return again.parameter().square().sum();
    }));
    CHECK(lines_in(fs::path(run.config.out) / "log.jsonl") == 2);
  }
}

TEST_CASE("A checkpoint of another shape, or cut short, is refused by name and left as it is") {
  const TemporaryFolder folder("leadwise_other_checkpoint");
  SmallRun run(folder);
  check_done(run.run([&](std::uint64_t) { return run.parameter().square().sum(); }));
  const auto path = fs::path(run.config.out) / "checkpoint.pt";
  const auto bytes = read_file(path).value();

  auto description = leadwise_preset();
  description.heads[0] =
      classifier_head(description, description.heads[0].id, "rv_overload", description.heads[0].leads, 7, true);
  RunState other{make_network(description, random_tensors(description, 3)).value(), nullptr, 0, -1.0,
                 join_run(run.config).value()};
  other.optimizer = make_optimizer(other.network, run.config, false);
  const auto refused = load_checkpoint(path, other, run.config);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::TensorMismatch);
  CHECK(refused.error().message.find("\"head." + description.heads[0].id) != std::string::npos);
  CHECK(read_file(path).value() == bytes);

  SmallRun next(folder);
  for (const std::uintmax_t size : {bytes.size() / 2, bytes.size() - 100, std::size_t{0}}) {
    fs::resize_file(path, size);
    const auto cut = load_checkpoint(path, next.state, next.config);
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().code == ErrorCode::InvalidWeightFile);
    CHECK(fs::file_size(path) == size);
    REQUIRE(write_file(path, std::span<const std::uint8_t>(bytes)).has_value());
  }
  check_done(load_checkpoint(path, next.state, next.config));
}

}  // namespace
}  // namespace leadwise::training
