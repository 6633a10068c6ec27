#include "data/patient_split.hpp"

#include <algorithm>
#include <set>

#include "leadwise/patient_split.hpp"

namespace leadwise::training {
namespace {

Part drawn_part(const std::string& patient, const TrainingConfig& config) {
  const double position = patient_position(patient, config.split_seed);
  if (position < config.train_share)
    return Part::train;
  return position < config.train_share + config.validation_share ? Part::validation : Part::test;
}

bool is_external(const RecordFacts& recording, const TrainingConfig& config) {
  const auto& sources = config.external_sources;
  return std::find(sources.begin(), sources.end(), recording.source) != sources.end();
}

}  // namespace

std::vector<Part> split_by_patient(const std::vector<RecordFacts>& recordings, const TrainingConfig& config) {
  std::set<std::string> only_tested;
  for (const auto& recording : recordings)
    if (recording.flagged() || is_external(recording, config))
      only_tested.insert(recording.patient);
  std::vector<Part> parts;
  for (const auto& recording : recordings) {
    if (is_external(recording, config))
      parts.push_back(Part::external);
    else if (only_tested.contains(recording.patient))
      parts.push_back(Part::test);
    else
      parts.push_back(drawn_part(recording.patient, config));
  }
  return parts;
}

std::vector<std::size_t> recordings_of(const std::vector<Part>& parts, Part part) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] == part)
      positions.push_back(i);
  return positions;
}

}  // namespace leadwise::training
