#include "log/run_log.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <vector>

#include <nlohmann/json.hpp>

#include "log/event_records.hpp"
#include "support/durable_file.hpp"
#include "support/file_access.hpp"
#include "support/peak_memory.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLogName = "log.jsonl";
/// TensorBoard reads every file whose name holds "tfevents".
constexpr const char* kEventsName = "events.out.tfevents.";

double now_s() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }

bool is_of_epochs(const std::string& line, std::uint64_t epochs_done) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  return json.is_object() && json.contains("epoch") && json["epoch"].is_number_unsigned() &&
         json["epoch"].get<std::uint64_t>() <= epochs_done;
}

Result<void> cut_log(const fs::path& path, std::uint64_t epochs_done) {
  std::error_code status;
  if (!fs::is_regular_file(path, status))
    return {};
  const auto bytes = read_file(path);
  if (!bytes)
    return tl::unexpected(bytes.error());
  std::istringstream before(std::string(bytes->begin(), bytes->end()));
  std::string kept;
  for (std::string line; std::getline(before, line);)
    if (is_of_epochs(line, epochs_done))
      kept += line + '\n';
  return kept.size() == bytes->size() ? Result<void>{} : write_file(path, kept);
}

/// A file of events that is left without any is removed; one that this program did not write is left alone.
Result<void> cut_events(const fs::path& path, std::uint64_t epochs_done) {
  const auto bytes = read_file(path);
  if (!bytes)
    return tl::unexpected(bytes.error());
  const auto kept = events_up_to(*bytes, epochs_done);
  if (!kept || kept->bytes == bytes->size())
    return {};
  std::error_code status;
  if (kept->scalars == 0)
    fs::remove(path, status);
  else
    fs::resize_file(path, kept->bytes, status);
  if (status)
    return fail(ErrorCode::FileNotWritable, "cannot write \"" + path.string() + "\"");
  return {};
}

std::vector<fs::path> event_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code status;
  for (fs::directory_iterator entry(folder, status), end; !status && entry != end; entry.increment(status))
    if (entry->path().filename().string().starts_with(kEventsName))
      files.push_back(entry->path());
  return files;
}

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

Result<RunLog> RunLog::open(const fs::path& folder, std::uint64_t epochs_done) {
  if (auto cut = cut_log(folder / kLogName, epochs_done); !cut)
    return tl::unexpected(cut.error());
  for (const auto& file : event_files(folder))
    if (auto cut = cut_events(file, epochs_done); !cut)
      return tl::unexpected(cut.error());
  return RunLog(folder);
}

/// TensorBoard reads a folder's files in the order of their names: the time, and the epoch where a run was taken up again
/// within a second.
Result<void> RunLog::start_events(std::uint64_t epoch) {
  const double start_s = now_s();
  const auto name = kEventsName + std::to_string(static_cast<std::uint64_t>(start_s)) + "." + std::to_string(epoch);
  auto started = append_durably(folder_ / name, version_record(start_s));
  if (started)
    events_ = folder_ / name;
  return started;
}

Result<void> RunLog::add(std::uint64_t epoch, const std::map<std::string, double>& measurements) {
  auto all = measurements;
  all.emplace("peak_memory_mb", peak_memory_mb());
  nlohmann::json line = {{"epoch", epoch}};
  for (const auto& [name, value] : all)
    line[name] = value;
  if (auto logged = append_durably(folder_ / kLogName, bytes_of(line.dump() + '\n')); !logged)
    return logged;
  std::cerr << line.dump() << '\n';
  if (events_.empty())
    if (auto started = start_events(epoch); !started)
      return started;
  return append_durably(events_, scalars_record(now_s(), epoch, all));
}

std::map<std::string, double> last_measurements(const fs::path& folder) {
  std::ifstream stream(folder / kLogName);
  std::map<std::string, double> last;
  for (std::string line; std::getline(stream, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object())
      continue;
    last.clear();
    for (const auto& [name, value] : json.items())
      if (value.is_number() && name != "epoch")
        last[name] = value.get<double>();
  }
  return last;
}

}  // namespace leadwise::training
