#include "data/training_data.hpp"

#include <algorithm>
#include <iostream>
#include <set>

#include "data/source_split.hpp"
#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

/// Counted without holding names: a hash stands for a patient.
struct PartCounts {
  std::size_t recordings = 0;
  std::vector<std::uint64_t> patients;
  std::map<std::string, std::size_t> sources;

  nlohmann::json summary() {
    std::sort(patients.begin(), patients.end());
    const auto distinct = std::unique(patients.begin(), patients.end()) - patients.begin();
    return {{"recordings", recordings}, {"patients", distinct}, {"sources", sources}};
  }
};

/// Parts are drawn of all, also of those that lack a lead that is asked for: patients would move with the leads.
void draw_parts(TrainingData& data, const TrainingConfig& config) {
  std::vector<RecordFacts> all(data.set.recordings.begin(), data.set.recordings.end());
  all.insert(all.end(), data.set.facts_of_refused.begin(), data.set.facts_of_refused.end());
  data.parts = split_by_patient(all, config);
  const auto refused = data.parts.begin() + static_cast<std::ptrdiff_t>(data.set.recordings.size());
  data.parts_of_refused.assign(refused, data.parts.end());
  data.parts.erase(refused, data.parts.end());
}

/// As the column config.part_column names them.
Result<void> name_parts(TrainingData& data, const TrainingConfig& config) {
  for (const auto& facts : data.set.facts_of_refused)
    data.parts_of_refused.push_back(*part_of_name(*facts.split));
  return split_source(*data.source, config).map([&](std::vector<Part> parts) { data.parts = std::move(parts); });
}

Result<TrainingData> load_folder(const TrainingConfig& config, std::span<const Lead> leads, Condition tried) {
  auto set = load_recordings(config, leads, tried);
  if (!set)
    return tl::unexpected(set.error());
  TrainingData data{std::move(*set), nullptr, {}, {}};
  data.source = std::make_unique<RecordingsInMemory>(data.set.recordings);
  if (config.part_column.empty())
    draw_parts(data, config);
  else if (auto named = name_parts(data, config); !named)
    return tl::unexpected(named.error());
  return data;
}

Result<TrainingData> open_shards(const TrainingConfig& config) {
  if (!config.recordings.empty())
    return fail(ErrorCode::InvalidArgument, "config keys \"recordings\" and \"shards\" exclude each other");
  auto shards = ShardSet::open(config.shards);
  if (!shards)
    return tl::unexpected(shards.error());
  if (shards->is_unfinished())
    std::cerr << "\"" << config.shards
              << "\" is not whole: ingest was ended before all records were in, or still writes\n";
  if (shards->count() == 0)
    return fail(ErrorCode::NoUsableRecord, "there is no record in \"" + config.shards + "\"");
  TrainingData data{{}, std::make_unique<RecordingsInShards>(std::move(*shards)), {}, {}};
  auto parts = split_source(*data.source, config);
  if (!parts)
    return tl::unexpected(parts.error());
  data.parts = std::move(*parts);
  return data;
}

std::set<std::string> sources_in(const nlohmann::json& summary, const TrainingData& data) {
  std::set<std::string> sources;
  for (const auto& [part, name] : kPartNames)
    for (const auto& [source, recordings] : summary[name]["sources"].items())
      sources.insert(source);
  for (const auto& facts : data.set.facts_of_refused)
    sources.insert(facts.source);
  return sources;
}

/// Behind a name that is written otherwise there would be a database that is trained on though it was to be judged by. The names that
/// are built in need not be there.
Result<void> check_external_sources(const std::set<std::string>& there, const TrainingConfig& config) {
  const auto usual = TrainingConfig{}.external_sources;
  for (const auto& name : config.external_sources) {
    if (there.contains(name) || std::find(usual.begin(), usual.end(), name) != usual.end())
      continue;
    std::string sources;
    for (const auto& source : there)
      sources += (sources.empty() ? "" : ", ") + source;
    return fail(ErrorCode::InvalidArgument, "no recording is of \"" + name +
                                                "\", which config key \"external_sources\" names; sources are: " +
                                                sources);
  }
  return {};
}

}  // namespace

Result<TrainingData> load_training_data(const TrainingConfig& config, const std::vector<Part>& needed,
                                        std::span<const Lead> leads, Condition tried) {
  auto data = config.shards.empty() ? load_folder(config, leads, tried) : open_shards(config);
  if (!data)
    return data;
  data->leads.assign(leads.begin(), leads.end());
  data->tried = tried;
  for (const auto& refused : data->set.refused)
    report_refused(refused);
  const auto summary = data_summary(*data);
  if (!summary)
    return tl::unexpected(summary.error());
  std::cerr << summary->dump() << '\n';
  if (auto known = check_external_sources(sources_in(*summary, *data), config); !known)
    return tl::unexpected(known.error());
  for (const auto& [part, name] : kPartNames)
    if (std::find(needed.begin(), needed.end(), part) != needed.end() && data->of(part).empty())
      return fail(ErrorCode::NoUsableRecord, "no patient is in the part \"" + std::string(name) + "\"");
  return data;
}

Result<std::vector<std::size_t>> visit_recordings(const TrainingData& data, const std::vector<std::size_t>& positions,
                                                  const RecordingVisitor& visit) {
  const bool is_checked = !data.set.recordings.empty();
  std::vector<std::size_t> visited;
  for (const auto position : positions) {
    const auto recording = data.source->read(position);
    if (!recording)
      return tl::unexpected(recording.error());
    if (const auto usable = is_checked ? Result<void>{} : check_usable(recording->ecg, data.leads, data.tried);
        !usable) {
      report_refused({recording->uid, usable.error()});
      continue;
    }
    if (const auto done = visit(*recording); !done)
      return fail(done.error().code, recording->uid + ": " + done.error().message);
    visited.push_back(position);
  }
  return visited;
}

Result<std::uint64_t> learnt_hash(const TrainingData& data, const std::vector<std::string>& labels) {
  std::uint64_t hash = text_hash("");
  const auto visited = data.source->visit_facts([&](std::size_t position, const RecordFacts& facts) -> Result<void> {
    const auto part = data.parts[position];
    if (part != Part::train && part != Part::validation)
      return {};
    hash = text_hash(facts.uid + '\n' + name_of_part(part) + '\n', hash);
    if (!labels.empty() && facts.weight != 1.0)
      hash = text_hash(std::to_string(facts.weight) + '\n', hash);
    for (const auto& label : labels) {
      const auto known = facts.labels.find(label);
      const bool is_known = known != facts.labels.end() && known->second;
      hash = text_hash(is_known ? std::to_string(*known->second) : "?", hash);
    }
    return {};
  });
  return visited.map([&] { return hash; });
}

Result<nlohmann::json> data_summary(const TrainingData& data) {
  std::map<Part, PartCounts> counts;
  const auto visited = data.source->visit_facts([&](std::size_t position, const RecordFacts& facts) -> Result<void> {
    auto& part = counts[data.parts[position]];
    ++part.recordings;
    part.patients.push_back(text_hash(facts.patient));
    ++part.sources[facts.source];
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  nlohmann::json summary = {{"refused", data.set.refused.size()}};
  for (const auto& [part, name] : kPartNames)
    summary[name] = counts[part].summary();
  return summary;
}

}  // namespace leadwise::training
