#pragma once

#include "patient_split.hpp"

namespace leadwise::training {

/// The recordings of a run and who is in which part.
struct TrainingData {
  RecordingSet set;
  std::vector<Part> parts;

  std::vector<std::size_t> of(Part part) const { return recordings_of(parts, part); }
};

/// Reads and splits; says on stderr how many recordings each part has and which were refused.
/// Errors: load_recordings'; NoUsableRecord where nobody is left in `needed`.
Result<TrainingData> load_training_data(const TrainingConfig& config, const std::vector<Part>& needed);

/// Recordings and patients of each part, for the model's card.
nlohmann::json data_summary(const TrainingData& data);

}  // namespace leadwise::training
