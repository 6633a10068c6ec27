
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "full_disk.hpp"
#include "leadwise/simulator.hpp"
#include "shards/shard_set.hpp"
#include "shards/shard_writer.hpp"
#include "shards/tar_member.hpp"
#include "simulated_folder.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

Recording simulated(std::uint64_t seed) {
  Recording recording;
  recording.ecg = simulate_ecg({}, seed)->record;
  recording.ecg.format = "wfdb";
  recording.ecg.acquisition_time = "2180-07-23T08:44:00";
  recording.ecg.patient = {"12345", "Somebody", "1900-01-01", 61.5, Sex::female};
  recording.ecg.paced = false;
  recording.ecg.comments = {"Somebody's comment"};
  recording.uid = "r" + std::to_string(seed);
  recording.database = "simulated";
  recording.source = "simulated";
  recording.patient = "simulated:p" + std::to_string(seed / 2);
  recording.split = seed % 2 == 0 ? std::nullopt : std::optional<std::string>("test");
  recording.weight = 0.25;
  recording.labels = {{"ph", 1}, {"rvh", 0}, {"right_axis", std::nullopt}};
  recording.path_sha256 = std::string(64, 'a');
  return recording;
}

void write_shard(const fs::path& folder, std::size_t number, std::uint64_t first, std::uint64_t count) {
  auto writer = ShardWriter::create(folder, number);
  REQUIRE(writer.has_value());
  for (std::uint64_t i = first; i < first + count; ++i) {
    const auto recording = simulated(i);
    const auto stored = store_record(recording, i);
    REQUIRE(stored.has_value());
    REQUIRE(writer->add(*stored, recording).has_value());
  }
  REQUIRE(writer->close(first + count, 0).has_value());
}

void check_equal(const Recording& read, const Recording& written) {
  CHECK(read.uid == written.uid);
  CHECK(read.database == written.database);
  CHECK(read.patient == written.patient);
  CHECK(read.split == written.split);
  CHECK(read.weight == written.weight);
  CHECK(read.labels == written.labels);
  CHECK(read.path_sha256 == written.path_sha256);
  const auto& ecg = written.ecg;
  CHECK(read.ecg.format == ecg.format);
  CHECK(read.ecg.sampling_rate_hz == ecg.sampling_rate_hz);
  CHECK(read.ecg.acquisition_time == ecg.acquisition_time);
  CHECK(read.ecg.patient.age_years == ecg.patient.age_years);
  CHECK(read.ecg.patient.sex == ecg.patient.sex);
  CHECK(read.ecg.paced == ecg.paced);
  REQUIRE(read.ecg.channels.size() == ecg.channels.size());
  for (std::size_t i = 0; i < ecg.channels.size(); ++i) {
    CHECK(read.ecg.channels[i].label == ecg.channels[i].label);
    CHECK(read.ecg.channels[i].lead == ecg.channels[i].lead);
    CHECK(read.ecg.channels[i].samples_mv == ecg.channels[i].samples_mv);
  }
}

TEST_CASE("A record comes back from its shard as it was, to the last bit, and without what names a patient") {
  const TemporaryFolder folder("leadwise_shards_back");
  write_shard(folder.path(), 0, 0, 3);
  write_shard(folder.path(), 1, 3, 2);
  const auto set = ShardSet::open(folder.path());
  REQUIRE(set.has_value());
  REQUIRE(set->count() == 5);
  for (const std::size_t i : {4U, 0U, 3U, 2U, 1U}) {
    const auto read = set->read(i);
    REQUIRE(read.has_value());
    check_equal(*read, simulated(i));
    CHECK_FALSE(read->ecg.patient.name);
    CHECK(read->ecg.comments.empty());
    CHECK(set->facts(i)->uid == read->uid);
  }
  std::vector<std::string> uids;
  REQUIRE(set->visit_facts([&](std::size_t, const RecordFacts& facts) -> Result<void> {
               uids.push_back(facts.uid);
               return {};
             })
              .has_value());
  CHECK(uids == std::vector<std::string>{"r0", "r1", "r2", "r3", "r4"});
  std::ifstream file(folder.path() / shard_name(0), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  CHECK(bytes.find("Somebody") == std::string::npos);
  CHECK(bytes.find("12345") == std::string::npos);
}

TEST_CASE("A shard is a tar file whose members stand one behind the other") {
  const TemporaryFolder folder("leadwise_shards_tar");
  write_shard(folder.path(), 0, 7, 2);
  std::ifstream file(folder.path() / shard_name(0), std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::string> names;
  std::size_t at = 0;
  while (at + kTarEndBytes < bytes.size()) {
    const auto head = parse_tar_head(std::span(bytes).subspan(at).first<kTarBlockBytes>());
    REQUIRE(head.has_value());
    names.push_back(head->name);
    at += tar_member_bytes(head->bytes);
  }
  CHECK(names == std::vector<std::string>{"000000007.json", "000000007.npy", "000000008.json", "000000008.npy"});
  CHECK(at + kTarEndBytes == bytes.size());
}

TEST_CASE("A shard cut short is refused with its name and the place") {
  const TemporaryFolder folder("leadwise_shards_short");
  write_shard(folder.path(), 0, 0, 2);
  const auto path = folder.path() / shard_name(0);
  fs::resize_file(path, fs::file_size(path) - 70000);
  const auto cut = ShardSet::open(folder.path());
  REQUIRE_FALSE(cut.has_value());
  CHECK(cut.error().code == ErrorCode::TruncatedData);
  CHECK(cut.error().offset == fs::file_size(path));
  CHECK(cut.error().message.find(shard_name(0)) != std::string::npos);
}

TEST_CASE("A changed bit is found out, and the record named by shard and place") {
  const TemporaryFolder folder("leadwise_shards_bit");
  write_shard(folder.path(), 0, 0, 2);
  std::fstream file(folder.path() / shard_name(0), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-50000, std::ios::end);
  const int byte = file.peek();
  file.put(static_cast<char>(byte ^ 4));
  file.close();
  const auto set = ShardSet::open(folder.path());
  REQUIRE(set.has_value());
  CHECK(set->read(0).has_value());
  const auto changed = set->read(1);
  REQUIRE_FALSE(changed.has_value());
  CHECK(changed.error().code == ErrorCode::ChecksumMismatch);
  CHECK(changed.error().message.find(shard_name(0)) != std::string::npos);
  CHECK(changed.error().offset.value_or(0) > 100000);
}

TEST_CASE("A label that was changed in a shard is found out") {
  const TemporaryFolder folder("leadwise_shards_label");
  write_shard(folder.path(), 0, 0, 1);
  std::fstream file(folder.path() / shard_name(0), std::ios::in | std::ios::out | std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto at = bytes.find("\"ph\":1");
  REQUIRE(at != std::string::npos);
  file.clear();
  file.seekp(static_cast<std::streamoff>(at) + 5);
  file.put('0');
  file.close();
  CHECK(ShardSet::open(folder.path())->read(0).error().code == ErrorCode::ChecksumMismatch);
}

TEST_CASE("A set that lacks a shard or an index line is refused by name") {
  const TemporaryFolder folder("leadwise_shards_gap");
  for (std::size_t i = 0; i < 3; ++i)
    write_shard(folder.path(), i, i, 1);
  const auto index = folder.path() / shard_index_name(2);
  fs::resize_file(index, fs::file_size(index) - 10);
  CHECK(ShardSet::open(folder.path()).error().code == ErrorCode::TruncatedData);
  fs::remove(folder.path() / shard_name(1));
  const auto gap = ShardSet::open(folder.path());
  CHECK(gap.error().code == ErrorCode::MissingFile);
  CHECK(gap.error().message.find(shard_name(1)) != std::string::npos);
  CHECK(ShardSet::open(folder.path() / "nothing").error().code == ErrorCode::FileNotReadable);
}

TEST_CASE("A full disk is named, leaves nothing half-written, and earlier shards stay usable") {
  const TemporaryFolder folder("leadwise_shards_full");
  write_shard(folder.path(), 0, 0, 1);
  {
    const testing::FullDisk full(150000);
    auto writer = ShardWriter::create(folder.path(), 1);
    REQUIRE(writer.has_value());
    const auto recording = simulated(1);
    const auto stored = store_record(recording, 1);
    REQUIRE(writer->add(*stored, recording).has_value());
    const auto refused = writer->add(*stored, recording);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::DiskFull);
    CHECK(refused.error().message.find(shard_name(1)) != std::string::npos);
    CHECK(refused.error().message.find("150000 bytes") != std::string::npos);
  }
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path()))
    files += entry.is_regular_file() ? 1U : 0U;
  CHECK(files == 2);
  CHECK(ShardSet::open(folder.path())->count() == 1);
}

}  // namespace
}  // namespace leadwise::training
