#include "data/recordings.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

#include "data/example.hpp"
#include "data/part.hpp"
#include "leadwise/reader.hpp"
#include "support/csv_table.hpp"
#include "support/file_access.hpp"
#include "support/label_text.hpp"
#include "support/patient_text.hpp"

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

/// Of a column "patient"; else PTB-XL's rows hold it in their labels: "NORM:100|axis=|fold=3|pat=15709.0". Empty: nobody is
/// named.
std::string named_patient(const TableRow& row) {
  static constexpr std::string_view kKey = "pat=";
  if (const auto column = row.find("patient"); column != row.end() && !column->second.empty())
    return patient_name(column->second);
  const auto& labels = row.at("labels");
  const auto start = labels.find(kKey);
  if (start == std::string::npos)
    return "";
  const auto end = labels.find('|', start);
  return labels.substr(start + kKey.size(), end - start - kKey.size());
}

std::string patient_of(const TableRow& row) {
  const auto patient = named_patient(row);
  return row.at("database") + ":" + (patient.empty() ? fs::path(row.at("path")).stem().string() : patient);
}

Result<void> check_patient(const TableRow& row) {
  const auto patient = named_patient(row);
  if (!names_nobody(patient))
    return {};
  return fail(ErrorCode::InvalidHeader, "the patient of \"" + row.at("uid") + "\" is \"" + patient +
                                            "\": leave it empty where nobody knows, or all called so are one");
}

void report_conspicuous_patient(const RecordingSet& set) {
  std::map<std::string, std::size_t> counts;
  std::size_t largest = 0;
  for (const auto& recording : set.recordings)
    largest = std::max(largest, ++counts[recording.patient]);
  for (const auto& facts : set.facts_of_refused)
    largest = std::max(largest, ++counts[facts.patient]);
  if (const auto text = conspicuous_patient(largest, set.recordings.size() + set.refused.size()))
    std::cerr << *text << '\n';
}

/// Whose ECGs stand for themselves would be in several parts if he has several.
void report_unnamed_patients(std::size_t unnamed, std::size_t rows) {
  if (unnamed > 0)
    std::cerr << unnamed << " of " << rows
              << " recordings name no patient (column \"patient\"): each such ECG counts as a patient of its own\n";
}

/// Recordings of sources that neither list names, by the source.
using PassedOver = std::map<std::string, std::size_t>;

std::size_t count_of(const PassedOver& passed_over) {
  std::size_t count = 0;
  for (const auto& [source, recordings] : passed_over)
    count += recordings;
  return count;
}

/// Whoever forgets a source would judge by others than he thinks.
std::string text_of(const PassedOver& passed_over, std::size_t rows) {
  std::string sources;
  for (const auto& [source, recordings] : passed_over)
    sources += (sources.empty() ? "" : ", ") + source + " (" + std::to_string(recordings) + ")";
  return std::to_string(count_of(passed_over)) + " of " + std::to_string(rows) +
         " recordings are passed over, of sources that neither \"train_sources\" nor \"external_sources\" names: " +
         sources;
}

Result<bool> flag_of(const TableRow& row, const char* column) {
  const auto& text = row.at(column);
  if (text == "0" || text == "1")
    return text == "1";
  return fail(ErrorCode::InvalidHeader,
              "column \"" + std::string(column) + "\" of \"" + row.at("uid") + "\" is \"" + text + "\", not 0 or 1");
}

Result<std::optional<int>> known_label(const TableRow& row, const std::string& column) {
  const auto& text = row.at(column);
  std::optional<int> label;
  if (read_label(text, label))
    return label;
  return fail(ErrorCode::InvalidLabel, "the label in column \"" + column + "\" of recording \"" + row.at("uid") +
                                           "\" is \"" + text + "\", not 0, 1 or empty");
}

/// Whatever the command, each is named in one of two keys.
std::vector<std::string> label_columns(const TrainingConfig& config) {
  auto columns = config.labels;
  if (!config.label.empty())
    columns.push_back(config.label);
  return columns;
}

Result<void> add_labels(const TableRow& row, const std::vector<std::string>& columns, Recording& recording) {
  for (const auto& column : columns) {
    const auto label = known_label(row, column);
    if (!label)
      return tl::unexpected(label.error());
    recording.labels[column] = *label;
  }
  return {};
}

Result<void> add_part(const TableRow& row, const std::string& column, Recording& recording) {
  if (column.empty())
    return {};
  if (!part_of_name(row.at(column)))
    return fail(ErrorCode::InvalidHeader, "column \"" + column + "\" of \"" + row.at("uid") + "\" is \"" +
                                              row.at(column) + "\", not train, validation, test or external");
  recording.split = row.at(column);
  return {};
}

Result<Recording> describe_recording(const TableRow& row, const TrainingConfig& config) {
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
  if (auto added = add_labels(row, label_columns(config), recording); !added)
    return tl::unexpected(added.error());
  if (auto added = add_part(row, config.part_column, recording); !added)
    return tl::unexpected(added.error());
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
  std::vector<std::string> columns = {"uid", "database", "path", "labels", "rvh", "right_axis", "right_atrial"};
  for (auto& column : label_columns(config))
    columns.push_back(std::move(column));
  if (!config.part_column.empty())
    columns.push_back(config.part_column);
  return read_table(text, columns);
}

}  // namespace

Result<void> check_usable(const EcgRecord& ecg, std::span<const Lead> leads, Condition tried) {
  return prepare_example(ecg, tried, 0.0, 0, {}, leads).map([](const Example&) {});
}

void report_refused(const RefusedRecording& refused) {
  std::cerr << "refused " << refused.uid << ": " << error_name(refused.reason.code) << ": " << refused.reason.message
            << '\n';
}

Result<RecordingSet> load_recordings(const TrainingConfig& config, std::span<const Lead> leads, Condition tried) {
  const auto rows = read_index(config);
  if (!rows)
    return tl::unexpected(rows.error());
  RecordingSet set;
  PassedOver passed_over;
  std::size_t unnamed = 0, taken = 0;
  for (const auto& row : *rows) {
    auto recording = describe_recording(row, config);
    if (!recording)
      return tl::unexpected(recording.error());
    if (!contains(config.train_sources, recording->source) && !contains(config.external_sources, recording->source)) {
      ++passed_over[recording->source];
      continue;
    }
    ++taken;
    if (auto named = check_patient(row); !named)
      return tl::unexpected(named.error());
    unnamed += named_patient(row).empty() ? 1U : 0U;
    auto ecg = read_ecg(fs::path(config.recordings) / row.at("path"));
    const auto usable = ecg ? check_usable(*ecg, leads, tried) : tl::unexpected(ecg.error());
    if (!usable) {
      set.refused.push_back({recording->uid, usable.error()});
      set.facts_of_refused.push_back(std::move(*recording));
      continue;
    }
    recording->ecg = std::move(*ecg);
    set.recordings.push_back(std::move(*recording));
  }
  report_unnamed_patients(unnamed, taken);
  report_conspicuous_patient(set);
  const auto passed_text = passed_over.empty() ? "" : text_of(passed_over, rows->size());
  if (set.recordings.empty())
    return fail(ErrorCode::NoUsableRecord, "no recording of the sources in \"" + config.recordings + "\" is usable (" +
                                               std::to_string(set.refused.size()) + " refused)" +
                                               (passed_text.empty() ? "" : "; " + passed_text));
  if (!passed_text.empty())
    std::cerr << passed_text << '\n';
  return set;
}

}  // namespace leadwise::training
