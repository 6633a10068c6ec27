#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "commands/evaluate.hpp"
#include "commands/export.hpp"
#include "commands/finetune.hpp"
#include "commands/pretrain.hpp"
#include "data/recordings.hpp"
#include "leadwise/weight_file.hpp"
#include "quick_config.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"
#include "support/folder_lock.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;
using testing::check_done;
using testing::TemporaryFolder;
using testing::tensors_of;
using testing::write_simulated_folder;

TrainingConfig run_config(const TemporaryFolder& folder, const char* out) {
  auto config = testing::quick_config(folder, out);
  config.draws_per_record = 3;
  config.annealing_epochs = 1;
  config.bootstrap_replicates = 50;
  return config;
}

std::vector<json> read_log(const TrainingConfig& config) {
  std::ifstream stream(std::filesystem::path(config.out) / "log.jsonl");
  std::vector<json> lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(json::parse(line, nullptr, false));
  return lines;
}

std::string weights_of(const TrainingConfig& config) {
  return (std::filesystem::path(config.out) / "weights.safetensors").string();
}

/// An int8 file is small and holds the promised agreement, or it is not written at all.
void check_int8_export(TrainingConfig config) {
  config.out += ".int8";
  config.weight_type = "int8";
  const auto exported = export_model(config);
  const auto bytes = read_file(config.out);
  CHECK(bytes.has_value() == exported.has_value());
  if (!exported) {
    CHECK(exported.error().code == ErrorCode::AgreementTooLow);
    return;
  }
  CHECK(bytes->size() <= 1800000);
  const auto model = Model::load(*bytes);
  REQUIRE(model.has_value());
  CHECK(model->description().weight_type == WeightType::int8);
}

TEST_CASE("A run that is stopped and taken up again ends with the same weights") {
  const TemporaryFolder folder("leadwise_training_resume");
  write_simulated_folder(folder.path(), 8);
  auto whole = run_config(folder, "whole");
  whole.final_learning_rate_factor = 1.0;  // else the learning rate depends on the number of epochs
  check_done(pretrain(whole));
  auto pieces = whole;
  pieces.out = (folder.path() / "pieces").string();
  pieces.epochs = 1;
  check_done(pretrain(pieces));
  pieces.epochs = 2;
  check_done(pretrain(pieces));
  const auto expected = tensors_of(whole);
  for (const auto& [name, tensor] : tensors_of(pieces)) {
    INFO(name);
    CHECK(tensor.values == expected.at(name).values);
  }
  check_done(pretrain(pieces));  // nothing is left to do, and nothing is forgotten
  const auto card = read_weight_file(read_file(weights_of(pieces)).value())->description.training_json;
  CHECK(json::parse(card)["stages"].back()["measurements"]["loss"] == read_log(pieces).back()["loss"]);
  auto changed = pieces;
  changed.batch_size = 5;
  CHECK(pretrain(changed).error().message.find("\"batch_size\"") != std::string::npos);
}

TEST_CASE("A run whose learning rate follows the number of epochs is not taken up with another number") {
  const TemporaryFolder folder("leadwise_training_cosine");
  write_simulated_folder(folder.path(), 4);
  auto config = run_config(folder, "out");
  config.draws_per_record = 1;
  config.epochs = 1;
  check_done(pretrain(config));
  config.epochs = 2;
  const auto longer = pretrain(config);
  REQUIRE_FALSE(longer.has_value());
  CHECK(longer.error().code == ErrorCode::InvalidArgument);
  CHECK(longer.error().message.find("\"epochs\"") != std::string::npos);
}

TEST_CASE("Pre-training goes on from given weights, whose stages stay on the card, and from none that do not fit") {
  const TemporaryFolder folder("leadwise_training_from_weights");
  write_simulated_folder(folder.path(), 4);
  auto first = run_config(folder, "first");
  first.draws_per_record = 1;
  first.epochs = 1;
  check_done(pretrain(first));
  auto second = first;
  second.weights = weights_of(first);
  second.out = (folder.path() / "second").string();
  second.learning_rate = 0.0;  // so that what it began with is what it ends with
  check_done(pretrain(second));
  const auto expected = tensors_of(first);
  const auto begun_with = tensors_of(second);
  REQUIRE(begun_with.size() == expected.size());
  for (const auto& [name, tensor] : begun_with) {
    INFO(name);
    CHECK(tensor.values == expected.at(name).values);
  }
  const auto card = read_weight_file(read_file(weights_of(second)).value())->description;
  CHECK(json::parse(card.training_json)["stages"].size() == 2);
  // Heads stay behind: the encoders that they know change.
  const auto with_heads = write_weight_file(leadwise_preset(), random_tensors(leadwise_preset(), 3)).value();
  REQUIRE(write_file(weights_of(first), std::span<const std::uint8_t>(with_heads)).has_value());
  second.out = (folder.path() / "third").string();
  check_done(pretrain(second));
  CHECK(read_weight_file(read_file(weights_of(second)).value())->description.heads.empty());
  // The starting weights are others than those of the checkpoint.
  second.weights = weights_of(second);
  second.weights.replace(second.weights.find("third"), 5, "first");
  second.out = (folder.path() / "second").string();
  CHECK(pretrain(second).error().message.find("starting weights") != std::string::npos);
  second.resume = false;
  second.method = "mvae";
  CHECK(pretrain(second).error().message.find("\"method\"") != std::string::npos);
  second.method = "ls_emvae";
  second.preset = "paper";
  CHECK(pretrain(second).error().message.find("\"preset\"") != std::string::npos);
}

TEST_CASE("From recordings to an exported model: the losses fall and the card says what it is") {
  const TemporaryFolder folder("leadwise_training_whole");
  write_simulated_folder(folder.path(), 24);
  auto config = run_config(folder, "pretrained");
  config.train_share = 0.45;  // an AUROC's interval needs five patients to be tested on
  config.epochs = 4;
  config.annealing_epochs = 0;
  config.learning_rate = 1e-3;
  check_done(pretrain(config));
  const auto pretraining = read_log(config);
  REQUIRE(pretraining.size() == 4);
  CHECK(pretraining.back()["mean_squared_error"].get<double>() <
        pretraining.front()["mean_squared_error"].get<double>());

  auto tuning = config;
  tuning.weights = weights_of(config);
  tuning.out = (folder.path() / "tuned").string();
  check_done(finetune(tuning));
  const auto log = read_log(tuning);
  CHECK(log.back()["learning_rate"].get<double>() < log.front()["learning_rate"].get<double>());
  const auto words = read_file(std::filesystem::path(tuning.out) / "weights.card.md").value();
  CHECK(std::string(words.begin(), words.end()).find("not a probability of pulmonary hypertension") !=
        std::string::npos);
  CHECK(log.back()["cross_entropy_rv_overload_12"].get<double>() <
        log.front()["cross_entropy_rv_overload_12"].get<double>());

  auto exporting = tuning;
  exporting.weights = weights_of(tuning);
  exporting.out = (folder.path() / "model.safetensors").string();
  // int8 is checked apart: how far it rounds the answers of so little training depends on the processor.
  exporting.weight_type = "fp32";
  check_done(export_model(exporting));
  check_int8_export(exporting);
  const auto bytes = read_file(exporting.out);
  REQUIRE(bytes.has_value());
  const auto model = Model::load(*bytes);
  REQUIRE(model.has_value());
  const auto& description = model->description();
  CHECK(description.weight_type == WeightType::fp32);
  CHECK_FALSE(description.clinically_validated);
  CHECK(description.intended_use.find("not a probability of pulmonary hypertension") != std::string::npos);
  const auto training = json::parse(description.training_json, nullptr, false);
  CHECK(training["labels"].get<std::string>().find("No diagnosis was learnt") == 0);
  CHECK(training["stages"].size() == 2);
  CHECK(description.training_json.find(folder.path().string()) == std::string::npos);
  const auto results = json::parse(description.results_json, nullptr, false);
  const auto& severe = results["imposed"]["test"]["rv_overload_12"].back();
  CHECK(severe["severity"] == 1.0);
  // A sham cannot be told without fail, so that there is an interval; where heads tell all there is none.
  REQUIRE(severe["sham_against_control"].is_object());
  CHECK(severe["sham_against_control"]["positives"].get<int>() > 0);
}

TEST_CASE("What cannot be trained on is refused by name") {
  const TemporaryFolder folder("leadwise_training_refused");
  auto config = run_config(folder, "out");
  CHECK(pretrain(config).error().code == ErrorCode::FileNotReadable);
  write_simulated_folder(folder.path(), 2);
  std::filesystem::resize_file(folder.path() / "simulated" / "s0.dat", 100);
  std::filesystem::resize_file(folder.path() / "simulated" / "s1.dat", 100);
  CHECK(pretrain(config).error().code == ErrorCode::NoUsableRecord);
  std::ofstream(folder.path() / "index.csv")
      << "uid,database,path,labels,rvh,right_axis,right_atrial\na,b,simulated/s0.hea,,yes,0,0\n";
  CHECK(pretrain(config).error().message.find("\"rvh\"") != std::string::npos);
}

TEST_CASE("Recordings whose source no list names are passed over with a word") {
  const TemporaryFolder folder("leadwise_training_passed_over");
  write_simulated_folder(folder.path(), 2);
  std::ofstream(folder.path() / "index.csv", std::ios::app)
      << "X0,Other,ward/x0.hea,,0,0,0\nX1,Other,ward/x1.hea,,0,0,0\n";
  auto config = run_config(folder, "out");
  const auto load = [&] { CHECK(load_recordings(config).value().recordings.size() == 2); };
  CHECK(testing::said_on_stderr(load).find("2 of 4 recordings are passed over") != std::string::npos);
  config.train_sources = {"wards"};
  const auto nothing = load_recordings(config);
  REQUIRE_FALSE(nothing.has_value());
  INFO(nothing.error().message);
  CHECK(nothing.error().message.find("simulated (2), ward (2)") != std::string::npos);
  config.train_sources = {"simulated", "ward"};
  CHECK(testing::said_on_stderr(load).find("passed over") == std::string::npos);
}

TEST_CASE("A loss that is no number stops the run and names the batch") {
  const TemporaryFolder folder("leadwise_training_diverged");
  write_simulated_folder(folder.path(), 6);
  auto config = run_config(folder, "out");
  config.reconstruction_weight = 1e38;
  const auto result = pretrain(config);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == ErrorCode::TrainingDiverged);
  CHECK(result.error().message.find(" S") != std::string::npos);
}

TEST_CASE("Two runs do not write to one folder") {
  const TemporaryFolder folder("leadwise_two_runs");
  write_simulated_folder(folder.path(), 6);
  const auto config = run_config(folder, "out");
  std::filesystem::create_directories(config.out);
  {
    const auto other = FolderLock::take(config.out, "run.lock", "another run");
    REQUIRE(other.has_value());
    const auto done = pretrain(config);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().message.find("another run writes to") != std::string::npos);
  }
  check_done(pretrain(config));
}

TEST_CASE("Where nobody can tell whether there is a checkpoint, no run is begun anew over it") {
  const TemporaryFolder folder("leadwise_training_unknown_checkpoint");
  write_simulated_folder(folder.path(), 6);
  const auto config = run_config(folder, "out");
  std::filesystem::create_directories(config.out);
  const auto checkpoint = std::filesystem::path(config.out) / "checkpoint.pt";
  std::filesystem::create_symlink("checkpoint.pt", checkpoint);  // leads to itself: an error, not a no
  const auto done = pretrain(config);
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().code == ErrorCode::FileNotReadable);
  CHECK(done.error().message.find("checkpoint.pt") != std::string::npos);
  CHECK(std::filesystem::is_symlink(checkpoint));
}

TEST_CASE("A run goes on where its recordings lie elsewhere, and is none of fewer epochs than it has learnt for") {
  const TemporaryFolder folder("leadwise_training_moved"), other("leadwise_training_moved_to");
  write_simulated_folder(folder.path(), 6);
  auto config = run_config(folder, "out");
  config.out = (other.path() / "out").string();
  config.final_learning_rate_factor = 1.0;
  config.draws_per_record = 1;
  check_done(pretrain(config));
  config.recordings = (other.path() / "staged").string();
  std::filesystem::rename(folder.path(), config.recordings);
  config.data_statement = "simulated";
  config.epochs = 3;
  check_done(pretrain(config));
  CHECK(read_log(config).size() == 3);
  config.epochs = 2;
  const auto fewer = pretrain(config);
  REQUIRE_FALSE(fewer.has_value());
  CHECK(fewer.error().code == ErrorCode::InvalidArgument);
  CHECK(fewer.error().message.find("3 epochs") != std::string::npos);
  // Other recordings behind a path are found out all the same.
  std::filesystem::remove_all(config.recordings);
  write_simulated_folder(config.recordings, 7);
  config.epochs = 4;
  CHECK(pretrain(config).error().message.find("other recordings") != std::string::npos);
}

TEST_CASE("A checkpoint that is none is refused") {
  const TemporaryFolder folder("leadwise_training_checkpoint");
  write_simulated_folder(folder.path(), 6);
  const auto config = run_config(folder, "out");
  std::filesystem::create_directories(config.out);
  std::ofstream(std::filesystem::path(config.out) / "checkpoint.pt") << "PK no archive";
  CHECK(pretrain(config).error().code == ErrorCode::InvalidWeightFile);
}

TEST_CASE("Weights without heads are not exported") {
  const TemporaryFolder folder("leadwise_training_headless");
  write_simulated_folder(folder.path(), 6);
  auto config = run_config(folder, "pretrained");
  config.epochs = 1;
  check_done(pretrain(config));
  config.weights = weights_of(config);
  config.out = (folder.path() / "model.safetensors").string();
  CHECK(export_model(config).error().code == ErrorCode::InvalidArgument);
  CHECK_FALSE(std::filesystem::exists(config.out));
}

}  // namespace
}  // namespace leadwise::training
