#include "training_data.hpp"

#include <algorithm>
#include <iostream>
#include <set>

namespace leadwise::training {
namespace {

nlohmann::json part_summary(const TrainingData& data, Part part) {
  std::set<std::string> patients;
  std::map<std::string, std::size_t> sources;
  const auto positions = data.of(part);
  for (const auto position : positions) {
    patients.insert(data.set.recordings[position].patient);
    ++sources[data.set.recordings[position].source];
  }
  return {{"recordings", positions.size()}, {"patients", patients.size()}, {"sources", sources}};
}

}  // namespace

Result<TrainingData> load_training_data(const TrainingConfig& config, const std::vector<Part>& needed) {
  auto set = load_recordings(config);
  if (!set)
    return tl::unexpected(set.error());
  TrainingData data{std::move(*set), {}};
  data.parts = split_by_patient(data.set.recordings, config);
  for (const auto& refused : data.set.refused)
    std::cerr << "refused " << refused.uid << ": " << error_name(refused.reason.code) << ": " << refused.reason.message
              << '\n';
  std::cerr << data_summary(data).dump() << '\n';
  for (const auto& [part, name] : kPartNames)
    if (std::find(needed.begin(), needed.end(), part) != needed.end() && data.of(part).empty())
      return fail(ErrorCode::NoUsableRecord, "no patient is in the part \"" + std::string(name) + "\"");
  return data;
}

nlohmann::json data_summary(const TrainingData& data) {
  nlohmann::json summary = {{"refused", data.set.refused.size()}};
  for (const auto& [part, name] : kPartNames)
    summary[name] = part_summary(data, part);
  return summary;
}

}  // namespace leadwise::training
