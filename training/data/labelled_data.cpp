#include "data/labelled_data.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "support/csv_table.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

using Rows = std::map<std::string, TableRow>;

/// The table's rows by uid.
Result<Rows> read_rows(const TrainingConfig& config) {
  if (config.label.empty())
    return fail(ErrorCode::InvalidArgument, "the config key \"label\" must name a column of the table");
  const auto bytes = read_file(std::filesystem::path(config.recordings) / config.index);
  if (!bytes)
    return tl::unexpected(bytes.error());
  std::vector<std::string> required = {"uid", config.label};
  if (!config.part_column.empty())
    required.push_back(config.part_column);
  const auto table = read_table(std::string(bytes->begin(), bytes->end()), required);
  if (!table)
    return tl::unexpected(table.error());
  Rows rows;
  for (const auto& row : *table)
    if (!rows.emplace(row.at("uid"), row).second)
      return fail(ErrorCode::InvalidHeader, "the table holds the uid \"" + row.at("uid") + "\" twice");
  return rows;
}

Result<bool> label_of(const TableRow& row, const std::string& column) {
  const auto& text = row.at(column);
  if (text == "0" || text == "1")
    return text == "1";
  const auto place = "the label in column \"" + column + "\" of recording \"" + row.at("uid") + "\" is ";
  return fail(ErrorCode::InvalidLabel, place + (text.empty() ? "missing" : "\"" + text + "\", not 0 or 1"));
}

Result<std::vector<Part>> named_parts(const std::vector<Recording>& recordings, const Rows& rows,
                                      const std::string& column) {
  std::vector<Part> parts;
  std::map<std::string, Part> part_of_patient;
  for (const auto& recording : recordings) {
    const auto& text = rows.at(recording.uid).at(column);
    const auto part = part_of_name(text);
    if (!part)
      return fail(ErrorCode::InvalidHeader, "column \"" + column + "\" of \"" + recording.uid + "\" is \"" + text +
                                                "\", not train, validation, test or external");
    const auto known = part_of_patient.emplace(recording.patient, *part).first->second;
    if (known != *part)
      return fail(ErrorCode::PatientInTwoParts, "patient \"" + recording.patient + "\" is in the parts " +
                                                    name_of_part(known) + " and " + name_of_part(*part) +
                                                    " (recording \"" + recording.uid + "\")");
    parts.push_back(*part);
  }
  return parts;
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string sex_of(const TableRow& row, const Recording& recording) {
  if (const auto column = row.find("sex"); column != row.end()) {
    const auto text = lower_case(column->second);
    if (text == "f" || text == "female")
      return "female";
    return text == "m" || text == "male" ? "male" : "unknown";
  }
  if (!recording.ecg.patient.sex)
    return "unknown";
  const std::string name(sex_name(*recording.ecg.patient.sex));
  return name == "female" || name == "male" ? name : "unknown";
}

std::optional<double> age_of(const TableRow& row, const Recording& recording) {
  const auto column = row.find("age_years");
  if (column == row.end())
    return recording.ecg.patient.age_years;
  const auto age = nlohmann::json::parse(column->second, nullptr, false);
  return age.is_number() ? std::optional(age.get<double>()) : std::nullopt;
}

std::string age_group(std::optional<double> years) {
  constexpr double kMiddleAge = 40.0, kOldAge = 65.0;
  if (!years)
    return "unknown";
  if (*years < kMiddleAge)
    return "under 40";
  return *years < kOldAge ? "40 to 64" : "65 and over";
}

void report_refused(const RecordingSet& set) {
  for (const auto& refused : set.refused)
    std::cerr << "refused " << refused.uid << ": " << error_name(refused.reason.code) << ": " << refused.reason.message
              << '\n';
}

Result<void> check_labels(const LabelledData& data, const TrainingConfig& config) {
  std::string parts;
  for (const auto& part : data.parts)
    parts += (parts.empty() ? "" : ", ") + part;
  if (data.recordings.empty())
    return fail(ErrorCode::NoUsableRecord, "no usable recording is in the parts " + parts);
  if (std::find(data.positive.begin(), data.positive.end(), !data.positive.front()) != data.positive.end())
    return {};
  return fail(ErrorCode::OneClassOnly, "all " + std::to_string(data.positive.size()) + " labels of column \"" +
                                           config.label + "\" in the parts " + parts + " are " +
                                           (data.positive.front() ? "1" : "0"));
}

Result<LabelledData> choose_labelled(RecordingSet set, const Rows& rows, const TrainingConfig& config,
                                     const std::vector<std::string>& wanted) {
  LabelledData data;
  data.parts = wanted;
  data.refused = set.refused.size();
  const auto parts = config.part_column.empty() ? Result<std::vector<Part>>(split_by_patient(set.recordings, config))
                                                : named_parts(set.recordings, rows, config.part_column);
  if (!parts)
    return tl::unexpected(parts.error());
  for (std::size_t i = 0; i < set.recordings.size(); ++i) {
    auto& recording = set.recordings[i];
    if (std::find(wanted.begin(), wanted.end(), name_of_part((*parts)[i])) == wanted.end())
      continue;
    const auto& row = rows.at(recording.uid);
    const auto label = label_of(row, config.label);
    if (!label)
      return tl::unexpected(label.error());
    data.positive.push_back(*label);
    data.subjects.push_back({sex_of(row, recording), age_group(age_of(row, recording))});
    data.recordings.push_back(std::move(recording));
  }
  return data;
}

}  // namespace

std::vector<std::string> LabelledData::patients() const {
  std::vector<std::string> patients;
  for (const auto& recording : recordings)
    patients.push_back(recording.patient);
  return patients;
}

Result<LabelledData> load_labelled_data(const TrainingConfig& config, const std::vector<Part>& usual_parts) {
  const auto rows = read_rows(config);
  if (!rows)
    return tl::unexpected(rows.error());
  auto set = load_recordings(config);
  if (!set)
    return tl::unexpected(set.error());
  report_refused(*set);
  std::vector<std::string> wanted = config.parts;
  if (wanted.empty())
    for (const auto part : usual_parts)
      wanted.emplace_back(name_of_part(part));
  auto data = choose_labelled(std::move(*set), *rows, config, wanted);
  if (!data)
    return data;
  if (const auto checked = check_labels(*data, config); !checked)
    return tl::unexpected(checked.error());
  std::cerr << labelled_summary(*data, config).dump() << '\n';
  return data;
}

nlohmann::json labelled_summary(const LabelledData& data, const TrainingConfig& config) {
  std::set<std::string> patients, databases;
  for (const auto& recording : data.recordings) {
    patients.insert(recording.patient);
    databases.insert(recording.database);
  }
  return {{"label", config.label},
          {"parts", data.parts},
          {"records", data.recordings.size()},
          {"positives", std::count(data.positive.begin(), data.positive.end(), true)},
          {"patients", patients.size()},
          {"databases", databases},
          {"refused", data.refused}};
}

}  // namespace leadwise::training
