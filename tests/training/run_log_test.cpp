#include "log/run_log.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <numeric>

#include "full_disk.hpp"
#include "log/crc32c.hpp"
#include "log/event_records.hpp"
#include "quick_config.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using testing::check_done;
using testing::TemporaryFolder;

std::vector<fs::path> events_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().find("tfevents") != std::string::npos)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream stream(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

/// How many of a run's epochs are in its files of events, all told.
std::size_t epochs_in_events(const fs::path& folder) {
  std::size_t epochs = 0;
  for (const auto& file : events_in(folder))
    epochs += events_up_to(read_file(file).value(), 1000).value().scalars;
  return epochs;
}

void log_epochs(const fs::path& folder, std::uint64_t done, std::uint64_t until) {
  auto log = RunLog::open(folder, done).value();
  for (auto epoch = done + 1; epoch <= until; ++epoch)
    check_done(log.add(epoch, {{"loss", 1.0 / static_cast<double>(epoch)}}));
}

TEST_CASE("CRC-32C gives what RFC 3720 lists") {
  std::vector<std::uint8_t> bytes(32, 0);
  CHECK(crc32c(bytes) == 0x8A9136AA);
  std::fill(bytes.begin(), bytes.end(), std::uint8_t{0xFF});
  CHECK(crc32c(bytes) == 0x62A8AB43);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  CHECK(crc32c(bytes) == 0x46DD794E);
}

TEST_CASE("Events are to the byte those that TensorBoard's own writer makes") {
  auto events = version_record(1.5);
  const auto scalars = scalars_record(1795950754.25, 300, {{"loss", 0.1}, {"validation_auroc", 0.875}});
  events.insert(events.end(), scalars.begin(), scalars.end());
  CHECK(events == read_file(LEADWISE_GOLDEN_DIR "/training/events.bin").value());
}

TEST_CASE("Of a file of events the whole records up to a step are told, and other files are not taken for one") {
  auto events = version_record(1.0);
  std::vector<std::size_t> ends;
  for (const std::uint64_t step : {1U, 2U, 200U}) {
    const auto record = scalars_record(1.0, step, {{"loss", 1.0}});
    events.insert(events.end(), record.begin(), record.end());
    ends.push_back(events.size());
  }
  CHECK(events_up_to(events, 2)->bytes == ends[1]);
  CHECK(events_up_to(events, 199)->scalars == 2);
  CHECK(events_up_to(events, 200)->bytes == ends[2]);
  events.pop_back();
  CHECK(events_up_to(events, 1000)->bytes == ends[1]);
  events[ends[0] + 20] ^= 1;
  CHECK(events_up_to(events, 1000)->bytes == ends[0]);
  CHECK(events_up_to(std::vector<std::uint8_t>(100, 7), 1).error().code == ErrorCode::InvalidHeader);
}

TEST_CASE("A run that is taken up again has every epoch once, in the log and in the events") {
  const TemporaryFolder folder("leadwise_run_log");
  CHECK(last_measurements(folder.path()).empty());
  log_epochs(folder.path(), 0, 5);
  CHECK(last_measurements(folder.path()).at("loss") == 0.2);
  std::ofstream(folder.path() / "log.jsonl", std::ios::app) << "{\"epoch\":6,\"lo";
  std::ofstream(events_in(folder.path())[0], std::ios::app) << "cut short";
  std::ofstream(folder.path() / "events.out.tfevents.1.somebody") << "another program's";
  log_epochs(folder.path(), 3, 6);
  const auto lines = lines_of(folder.path() / "log.jsonl");
  REQUIRE(lines.size() == 6);
  for (std::size_t i = 0; i < lines.size(); ++i)
    CHECK(nlohmann::json::parse(lines[i])["epoch"] == i + 1);
  CHECK(fs::file_size(folder.path() / "events.out.tfevents.1.somebody") == 17);
  fs::remove(folder.path() / "events.out.tfevents.1.somebody");
  REQUIRE(events_in(folder.path()).size() == 2);
  CHECK(epochs_in_events(folder.path()) == 6);
  // Anew: nothing of the old run is left.
  log_epochs(folder.path(), 0, 1);
  CHECK(lines_of(folder.path() / "log.jsonl").size() == 1);
  CHECK(epochs_in_events(folder.path()) == 1);
}

TEST_CASE("On a full disk the log keeps whole lines and the events whole records") {
  const TemporaryFolder folder("leadwise_run_log_full");
  log_epochs(folder.path(), 0, 1);
  const auto log_size = fs::file_size(folder.path() / "log.jsonl");
  auto log = RunLog::open(folder.path(), 1).value();
  {
    const testing::FullDisk full(log_size + 10);
    const auto refused = log.add(2, {{"loss", 0.5}});
    CHECK(refused.error().code == ErrorCode::DiskFull);
    CHECK(refused.error().message.find("log.jsonl") != std::string::npos);
  }
  CHECK(fs::file_size(folder.path() / "log.jsonl") == log_size);
  fs::remove(folder.path() / "log.jsonl");
  {
    const testing::FullDisk full(80);  // a line is shorter, a file of events is not
    const auto refused = log.add(2, {{"l", 0.5}});
    CHECK(refused.error().code == ErrorCode::DiskFull);
    CHECK(refused.error().message.find("tfevents") != std::string::npos);
  }
  CHECK(epochs_in_events(folder.path()) == 1);
  log_epochs(folder.path(), 1, 3);
  CHECK(epochs_in_events(folder.path()) == 3);
}

}  // namespace
}  // namespace leadwise::training
