#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "commands/finetune.hpp"
#include "commands/pretrain.hpp"
#include "data/training_data.hpp"
#include "ingest/ingest.hpp"
#include "leadwise/weight_file.hpp"
#include "quick_config.hpp"
#include "shards/shard_index.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using testing::check_done;
using testing::said_on_stderr;
using testing::TemporaryFolder;
using testing::tensors_of;
using testing::write_simulated_folder;

TrainingConfig shards_config(const TemporaryFolder& folder, const char* out) {
  auto config = testing::quick_config(folder, out);
  config.recordings.clear();
  config.final_learning_rate_factor = 1.0;  // else the learning rate depends on the number of epochs
  return config;
}

/// The folder's recordings as shards of two, their patients and flags by a manifest.
std::string write_shards(const TemporaryFolder& folder, std::uint64_t count) {
  const auto list = folder.path() / "manifest.csv";
  {
    std::ofstream manifest(list);
    manifest << "path,uid,database,patient,label_rvh,label_right_axis,label_right_atrial\n";
    for (std::uint64_t i = 0; i < count; ++i)
      manifest << "simulated/s" << i << ".hea,S" << i << ",Simulated," << i << ",0," << (i + 1 == count ? 1 : 0)
               << ",0\n";
  }
  IngestOptions options;
  options.sources = {list.string()};
  options.out = (folder.path() / "shards").string();
  options.records_per_shard = 2;
  check_done(ingest(options));
  return options.out;
}

void check_equal_weights(const TrainingConfig& a, const TrainingConfig& b) {
  const auto expected = tensors_of(a);
  for (const auto& [name, tensor] : tensors_of(b)) {
    INFO(name);
    CHECK(tensor.values == expected.at(name).values);
  }
}

TEST_CASE(
    "What is learnt from shards is what is learnt from the files, to the last bit, and a run can be taken up again") {
  const TemporaryFolder folder("leadwise_training_shards");
  write_simulated_folder(folder.path(), 8);
  auto from_files = shards_config(folder, "from_files");
  from_files.recordings = folder.path().string();
  check_done(pretrain(from_files));
  auto from_shards = shards_config(folder, "from_shards");
  from_shards.shards = write_shards(folder, 8);
  from_shards.epochs = 1;
  check_done(pretrain(from_shards));
  from_shards.epochs = 2;
  check_done(pretrain(from_shards));
  check_equal_weights(from_files, from_shards);
  auto tuning = from_shards;
  tuning.weights = (fs::path(from_shards.out) / "weights.safetensors").string();
  tuning.out = (folder.path() / "tuned").string();
  tuning.epochs = 1;
  tuning.validation_share = 0.5;  // eight patients: a quarter may be nobody
  tuning.validation_records = 1;
  tuning.examples_per_epoch = 8;
  check_done(finetune(tuning));
}

TEST_CASE("Overload is not imposed on flagged recordings, nor taught by them, where a list puts them into training") {
  const TemporaryFolder folder("leadwise_training_flagged");
  write_simulated_folder(folder.path(), 4);
  const auto list = folder.path() / "manifest.csv";
  std::ofstream(list)
      << "path,uid,patient,split,label_rvh\nsimulated/s0.hea,S0,P,train,0\nsimulated/s1.hea,S1,P,train,1\n"
         "simulated/s2.hea,S2,Q,train,0\nsimulated/s3.hea,S3,R,validation,0\n";
  IngestOptions options;
  options.sources = {list.string()};
  options.out = (folder.path() / "shards").string();
  check_done(ingest(options));
  auto config = shards_config(folder, "out");
  config.shards = options.out;
  config.encoders = "random";
  config.epochs = 1;
  const auto taught = finetune(config);
  REQUIRE_FALSE(taught.has_value());
  CHECK(taught.error().code == ErrorCode::InvalidLabel);
  CHECK(taught.error().message.find("\"S1\"") != std::string::npos);
  CHECK(taught.error().message.find("test") != std::string::npos);
}

TEST_CASE("Shards of an ingest that never finished are learnt from with a word, those of a finished one without") {
  const TemporaryFolder folder("leadwise_training_unfinished");
  write_simulated_folder(folder.path(), 4);
  auto config = shards_config(folder, "out");
  config.shards = write_shards(folder, 4);
  const auto open = [&] { CHECK(load_training_data(config, {}).has_value()); };
  CHECK(said_on_stderr(open).find("ingest") == std::string::npos);
  const auto plan = fs::path(config.shards) / "ingest.json";
  auto state = testing::read_json(plan.string());
  state["complete"] = false;
  std::ofstream(plan) << state;
  CHECK(said_on_stderr(open).find("\"" + config.shards + "\" is not whole") != std::string::npos);
}

TEST_CASE("An external source that no recording is of is refused by name: what was meant would be trained on") {
  const TemporaryFolder folder("leadwise_training_no_such_source");
  write_simulated_folder(folder.path(), 4);
  auto config = shards_config(folder, "out");
  config.shards = write_shards(folder, 4);
  const auto check_named = [&] {
    config.external_sources = {"simulated-b"};
    const auto loaded = load_training_data(config, {});
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().code == ErrorCode::InvalidArgument);
    CHECK(loaded.error().message.find("\"simulated-b\"") != std::string::npos);
    CHECK(loaded.error().message.find("imulated") != std::string::npos);
  };
  check_named();
  config.external_sources = {"Simulated"};
  CHECK(load_training_data(config, {Part::external}).has_value());
  config.shards.clear();
  config.recordings = folder.path().string();
  check_named();
  config.external_sources = TrainingConfig{}.external_sources;
  CHECK(load_training_data(config, {}).has_value());
}

/// Shards of one record each, two to learn from and two to choose by.
std::string write_single_shards(const TemporaryFolder& folder) {
  const auto list = folder.path() / "manifest.csv";
  std::ofstream(list) << "path,uid,split\nsimulated/s0.hea,S0,train\nsimulated/s1.hea,S1,train\n"
                         "simulated/s2.hea,S2,validation\nsimulated/s3.hea,S3,validation\n";
  IngestOptions options;
  options.sources = {list.string()};
  options.out = (folder.path() / "shards").string();
  options.records_per_shard = 1;
  check_done(ingest(options));
  return options.out;
}

TEST_CASE("Records that are left out of an epoch or its judgement are counted, and the reasons told") {
  const TemporaryFolder folder("leadwise_training_reasons");
  write_simulated_folder(folder.path(), 4);
  auto config = shards_config(folder, "out");
  config.shards = write_single_shards(folder);
  config.epochs = 1;
  for (const std::size_t number : {1U, 3U}) {
    const auto shard = fs::path(config.shards) / shard_name(number);
    auto bytes = read_file(shard).value();
    bytes[50000] ^= 1;
    REQUIRE(write_file(shard, std::span<const std::uint8_t>(bytes)).has_value());
  }
  const auto said = said_on_stderr([&] { check_done(pretrain(config)); });
  INFO(said);
  CHECK(said.find("1 examples left out of the epoch as ChecksumMismatch, among them S1: ") != std::string::npos);
  CHECK(said.find("1 examples left out of validation as ChecksumMismatch, among them S3: ") != std::string::npos);
  const auto line = testing::read_json((fs::path(config.out) / "log.jsonl").string());
  CHECK(line["refused_examples"] == 1);
  CHECK(line["validation_refused_examples"] == 1);
}

TEST_CASE("A run whose shards can no longer be read ends with that error, and counts no recordings as unfit") {
  for (const char* lost : {"S1", "S3"}) {  // to learn from, to choose by
    const TemporaryFolder folder("leadwise_training_lost_disk");
    write_simulated_folder(folder.path(), 4);
    auto config = shards_config(folder, "out");
    config.shards = write_single_shards(folder);
    config.epochs = 1;
    // As soon as the parts are told the disk goes.
    class Loses : public std::stringbuf {
     public:
      explicit Loses(fs::path shard) : shard_(std::move(shard)) {}
      int sync() override { return 0; }
      std::streamsize xsputn(const char* text, std::streamsize size) override {
        if (std::string_view(text, static_cast<std::size_t>(size)).find("\"train\"") != std::string_view::npos)
          fs::resize_file(shard_, 1000);
        return std::stringbuf::xsputn(text, size);
      }

     private:
      fs::path shard_;
    } loses(fs::path(config.shards) / shard_name(static_cast<std::size_t>(lost[1] - '0')));
    auto* const before = std::cerr.rdbuf(&loses);
    const auto done = pretrain(config);
    std::cerr.rdbuf(before);
    REQUIRE_FALSE(done.has_value());
    INFO(done.error().message);
    CHECK((done.error().code == ErrorCode::TruncatedData || done.error().code == ErrorCode::FileNotReadable));
    CHECK(done.error().message.find(shard_name(static_cast<std::size_t>(lost[1] - '0'))) != std::string::npos);
  }
}

TEST_CASE("Shards that are damaged, empty or named beside a folder are refused by name") {
  const TemporaryFolder folder("leadwise_training_bad_shards");
  write_simulated_folder(folder.path(), 4);
  auto config = shards_config(folder, "out");
  config.shards = write_shards(folder, 4);
  config.recordings = folder.path().string();
  CHECK(pretrain(config).error().code == ErrorCode::InvalidArgument);
  config.recordings.clear();
  fs::resize_file(fs::path(config.shards) / shard_name(1), 60000);
  const auto cut = pretrain(config);
  CHECK(cut.error().code == ErrorCode::TruncatedData);
  CHECK(cut.error().message.find(shard_name(1)) != std::string::npos);
  config.shards = (folder.path() / "empty").string();
  fs::create_directories(config.shards);
  CHECK(pretrain(config).error().code == ErrorCode::NoUsableRecord);
}

}  // namespace
}  // namespace leadwise::training
