#include "data/labelled_data.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "leadwise/screener.hpp"
#include "support/csv_table.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

using Rows = std::map<std::string, TableRow>;

/// The table's rows by uid.
Result<Rows> read_rows(const TrainingConfig& config) {
  const auto bytes = read_file(std::filesystem::path(config.recordings) / config.index);
  if (!bytes)
    return tl::unexpected(bytes.error());
  const auto table = read_table(std::string(bytes->begin(), bytes->end()), {"uid", config.label});
  if (!table)
    return tl::unexpected(table.error());
  Rows rows;
  for (const auto& row : *table)
    if (!rows.emplace(row.at("uid"), row).second)
      return fail(ErrorCode::InvalidHeader, "the table holds the uid \"" + row.at("uid") + "\" twice");
  return rows;
}

Result<bool> label_of(const Recording& recording, const std::string& column) {
  if (const auto& label = recording.labels.at(column))
    return *label == 1;
  return fail(ErrorCode::InvalidLabel,
              "the label in column \"" + column + "\" of recording \"" + recording.uid + "\" is missing");
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string sex_of(const Patient& patient) {
  const std::string name(patient.sex ? sex_name(*patient.sex) : "");
  return name == "female" || name == "male" ? name : "unknown";
}

std::string sex_of(const TableRow& row, const Patient& patient) {
  const auto column = row.find("sex");
  if (column == row.end())
    return sex_of(patient);
  const auto text = lower_case(column->second);
  if (text == "f" || text == "female")
    return "female";
  return text == "m" || text == "male" ? "male" : "unknown";
}

std::optional<double> age_of(const TableRow& row, const Patient& patient) {
  const auto column = row.find("age_years");
  if (column == row.end())
    return patient.age_years;
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

std::string parts_text(const LabelledData& labelled) {
  std::string text;
  for (const auto& part : labelled.parts)
    text += (text.empty() ? "" : ", ") + part;
  return text;
}

Result<void> check_labels(const LabelledData& labelled, const TrainingConfig& config) {
  const auto parts = parts_text(labelled);
  if (labelled.records.empty())
    return fail(ErrorCode::NoUsableRecord,
                "no usable recording with a label is in the parts " + parts +
                    (labelled.unlabelled == 0
                         ? ""
                         : " (of " + std::to_string(labelled.unlabelled) + " nobody knows \"" + config.label + "\")"));
  const auto positives = labelled.positives();
  if (positives > 0 && positives < labelled.records.size())
    return {};
  return fail(ErrorCode::OneClassOnly, "all " + std::to_string(labelled.records.size()) + " labels \"" + config.label +
                                           "\" in the parts " + parts + " are " + (positives > 0 ? "1" : "0"));
}

/// Chooses the folder's recordings of the wanted parts; the others' samples are let go.
Result<void> choose_recordings(LabelledData& labelled, const Rows& rows, const TrainingConfig& config) {
  auto& recordings = labelled.data.set.recordings;
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    auto& recording = recordings[i];
    const auto part = name_of_part(labelled.data.parts[i]);
    if (std::find(labelled.parts.begin(), labelled.parts.end(), part) == labelled.parts.end()) {
      recording.ecg = {};
      continue;
    }
    const auto& row = rows.at(recording.uid);
    const auto label = label_of(recording, config.label);
    if (!label)
      return tl::unexpected(label.error());
    const auto& patient = recording.ecg.patient;
    labelled.records.push_back({i,
                                recording.patient,
                                recording.database,
                                *label,
                                recording.weight,
                                recording.split.has_value(),
                                {sex_of(row, patient), age_group(age_of(row, patient))}});
  }
  return {};
}

Result<LabelledData> label_folder(const TrainingConfig& config, const std::vector<std::string>& wanted,
                                  std::span<const Lead> leads) {
  const auto rows = read_rows(config);
  if (!rows)
    return tl::unexpected(rows.error());
  auto data = load_training_data(config, {}, leads);
  if (!data)
    return tl::unexpected(data.error());
  const auto refused = data->set.refused.size();
  LabelledData labelled{std::move(*data), {}, wanted, refused, 0};
  if (const auto chosen = choose_recordings(labelled, *rows, config); !chosen)
    return tl::unexpected(chosen.error());
  return labelled;
}

/// Takes the shards' records of the wanted parts whose label is known; sex and age come with the samples.
Result<void> choose_records(LabelledData& labelled, const TrainingConfig& config) {
  bool is_there = false;
  const auto visited = labelled.data.source->visit_facts([&](std::size_t i, const RecordFacts& facts) -> Result<void> {
    const auto label = facts.labels.find(config.label);
    is_there |= label != facts.labels.end();
    const auto part = name_of_part(labelled.data.parts[i]);
    if (std::find(labelled.parts.begin(), labelled.parts.end(), part) == labelled.parts.end())
      return {};
    if (label == facts.labels.end() || !label->second)
      ++labelled.unlabelled;
    else
      labelled.records.push_back(
          {i, facts.patient, facts.database, label->second == 1, facts.weight, facts.split.has_value(), {}});
    return {};
  });
  if (!visited || is_there)
    return visited;
  return fail(ErrorCode::InvalidHeader, "no record in \"" + config.shards + "\" has a label \"" + config.label + "\"");
}

Result<LabelledData> label_shards(const TrainingConfig& config, const std::vector<std::string>& wanted,
                                  std::span<const Lead> leads) {
  if (!config.part_column.empty())
    return fail(ErrorCode::InvalidArgument,
                "the config key \"part_column\" is for recordings: shards hold their splits");
  auto data = load_training_data(config, {}, leads);
  if (!data)
    return tl::unexpected(data.error());
  LabelledData labelled{std::move(*data), {}, wanted, 0, 0};
  if (const auto chosen = choose_records(labelled, config); !chosen)
    return tl::unexpected(chosen.error());
  return labelled;
}

struct Visited {
  Subject subject;
  bool is_answered;
};

/// `seen`: of the positions that were visited, in their order.
void keep_answered(LabelledData& labelled, const std::vector<std::size_t>& visited, const std::vector<Visited>& seen) {
  std::vector<LabelledRecord> kept;
  std::size_t next = 0;
  for (auto& record : labelled.records) {
    if (next == visited.size() || visited[next] != record.position)
      continue;
    const auto& [subject, is_answered] = seen[next++];
    if (record.subject.sex.empty())
      record.subject = subject;
    if (is_answered)
      kept.push_back(std::move(record));
  }
  labelled.refused += labelled.records.size() - next;
  labelled.records = std::move(kept);
}

void report_abstained(const LabelledData& labelled) {
  for (const auto& [reason, count] : labelled.abstained)
    std::cerr << count << " left out, to which the tool gives no score (" << reason << ")\n";
}

}  // namespace

std::vector<std::string> LabelledData::patients() const {
  std::vector<std::string> patients;
  for (const auto& record : records)
    patients.push_back(record.patient);
  return patients;
}

std::vector<bool> LabelledData::positive() const {
  std::vector<bool> positive;
  for (const auto& record : records)
    positive.push_back(record.positive);
  return positive;
}

std::vector<double> LabelledData::weights() const {
  std::vector<double> weights;
  for (const auto& record : records)
    weights.push_back(record.weight);
  return weights;
}

std::size_t LabelledData::positives() const {
  return static_cast<std::size_t>(
      std::count_if(records.begin(), records.end(), [](const LabelledRecord& record) { return record.positive; }));
}

Result<LabelledData> load_labelled_data(const TrainingConfig& config, const std::vector<Part>& usual_parts,
                                        std::span<const Lead> leads) {
  if (config.label.empty())
    return fail(ErrorCode::InvalidArgument, "the config key \"label\" must name a column of the table");
  auto wanted = config.parts;
  if (wanted.empty())
    for (const auto part : usual_parts)
      wanted.emplace_back(name_of_part(part));
  auto labelled = config.shards.empty() ? label_folder(config, wanted, leads) : label_shards(config, wanted, leads);
  if (!labelled)
    return labelled;
  if (const auto checked = check_labels(*labelled, config); !checked)
    return tl::unexpected(checked.error());
  std::cerr << labelled_summary(*labelled, config).dump() << '\n';
  return labelled;
}

Result<void> visit_labelled(LabelledData& labelled, const TrainingConfig& config, const RecordingVisitor& visit) {
  std::vector<std::size_t> positions;
  for (const auto& record : labelled.records)
    positions.push_back(record.position);
  std::vector<Visited> seen;
  const auto visited = visit_recordings(labelled.data, positions, [&](const Recording& recording) -> Result<void> {
    const auto& patient = recording.ecg.patient;
    const auto reason = find_abstention(recording.ecg);
    seen.push_back({{sex_of(patient), age_group(patient.age_years)}, !reason});
    if (!reason)
      return visit(recording);
    ++labelled.abstained[std::string(error_name(reason->code))];
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  keep_answered(labelled, *visited, seen);
  report_abstained(labelled);
  return check_labels(labelled, config);
}

namespace {

/// Of all: a list or column says their parts.
bool splits_named(const LabelledData& labelled) {
  return std::all_of(labelled.records.begin(), labelled.records.end(),
                     [](const LabelledRecord& record) { return record.split_named; });
}

}  // namespace

nlohmann::json labelled_summary(const LabelledData& labelled, const TrainingConfig& config) {
  std::set<std::string> patients, databases;
  for (const auto& record : labelled.records) {
    patients.insert(record.patient);
    databases.insert(record.database);
  }
  return {{"label", config.label},
          {"parts", labelled.parts},
          {"records", labelled.records.size()},
          {"positives", labelled.positives()},
          {"patients", patients.size()},
          {"databases", databases},
          {"splits_named", splits_named(labelled)},
          {"refused", labelled.refused},
          {"abstained", labelled.abstained},
          {"unlabelled", labelled.unlabelled}};
}

}  // namespace leadwise::training
