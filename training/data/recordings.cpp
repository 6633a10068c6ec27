#include "data/recordings.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "data/example.hpp"
#include "leadwise/reader.hpp"
#include "support/csv_table.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

Result<EcgRecord> read_ecg(const fs::path& header) {
  std::vector<fs::path> paths = {header};
  for (const char* ending : {".dat", ".mat"}) {
    auto part = header;
    part.replace_extension(ending);
    std::error_code status;
    if (part != header && fs::exists(part, status))
      paths.push_back(part);
  }
  std::vector<std::vector<std::uint8_t>> contents;
  for (const auto& path : paths) {
    auto bytes = read_file(path);
    if (!bytes)
      return tl::unexpected(bytes.error());
    contents.push_back(std::move(*bytes));
  }
  std::vector<FileBytes> files;
  for (std::size_t i = 0; i < paths.size(); ++i)
    files.push_back({paths[i].filename().string(), contents[i]});
  return read_record(files);
}

/// PTB-XL's rows hold the patient in their labels: "NORM:100|axis=|fold=3|pat=15709.0".
std::string patient_of(const TableRow& row) {
  static constexpr std::string_view kKey = "pat=";
  const auto& labels = row.at("labels");
  const auto start = labels.find(kKey);
  if (start == std::string::npos)
    return row.at("database") + ":" + fs::path(row.at("path")).stem().string();
  const auto end = labels.find('|', start);
  return row.at("database") + ":" + labels.substr(start + kKey.size(), end - start - kKey.size());
}

Result<bool> flag_of(const TableRow& row, const char* column) {
  const auto& text = row.at(column);
  if (text == "0" || text == "1")
    return text == "1";
  return fail(ErrorCode::InvalidHeader,
              "column \"" + std::string(column) + "\" of \"" + row.at("uid") + "\" is \"" + text + "\", not 0 or 1");
}

Result<Recording> describe_recording(const TableRow& row) {
  Recording recording;
  recording.uid = row.at("uid");
  recording.database = row.at("database");
  recording.source = fs::path(row.at("path")).begin()->string();
  recording.patient = patient_of(row);
  const auto rvh = flag_of(row, "rvh"), axis = flag_of(row, "right_axis"), atrial = flag_of(row, "right_atrial");
  for (const auto* flag : {&rvh, &axis, &atrial})
    if (!*flag)
      return tl::unexpected(flag->error());
  recording.rvh = *rvh;
  recording.right_axis = *axis;
  recording.right_atrial = *atrial;
  recording.labels = {{"rvh", *rvh}, {"right_axis", *axis}, {"right_atrial", *atrial}};
  return recording;
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

Result<std::vector<TableRow>> read_index(const TrainingConfig& config) {
  const auto bytes = read_file(fs::path(config.recordings) / config.index);
  if (!bytes)
    return tl::unexpected(bytes.error());
  const std::string text(bytes->begin(), bytes->end());
  return read_table(text, {"uid", "database", "path", "labels", "rvh", "right_axis", "right_atrial"});
}

}  // namespace

Result<void> check_usable(const EcgRecord& ecg) {
  return prepare_example(ecg, Condition::control, 0.0, 0).map([](const Example&) {});
}

void report_refused(const RefusedRecording& refused) {
  std::cerr << "refused " << refused.uid << ": " << error_name(refused.reason.code) << ": " << refused.reason.message
            << '\n';
}

Result<RecordingSet> load_recordings(const TrainingConfig& config) {
  const auto rows = read_index(config);
  if (!rows)
    return tl::unexpected(rows.error());
  RecordingSet set;
  for (const auto& row : *rows) {
    auto recording = describe_recording(row);
    if (!recording)
      return tl::unexpected(recording.error());
    if (!contains(config.train_sources, recording->source) && !contains(config.external_sources, recording->source))
      continue;
    auto ecg = read_ecg(fs::path(config.recordings) / row.at("path"));
    const auto usable = ecg ? check_usable(*ecg) : tl::unexpected(ecg.error());
    if (!usable) {
      set.refused.push_back({recording->uid, usable.error()});
      continue;
    }
    recording->ecg = std::move(*ecg);
    set.recordings.push_back(std::move(*recording));
  }
  if (set.recordings.empty())
    return fail(ErrorCode::NoUsableRecord, "no recording of the sources in \"" + config.recordings + "\" is usable (" +
                                               std::to_string(set.refused.size()) + " refused)");
  return set;
}

}  // namespace leadwise::training
