#pragma once

#include <memory>

#include "data/patient_split.hpp"
#include "data/record_source.hpp"

namespace leadwise::training {

/// The recordings of a run and who is in which part.
struct TrainingData {
  /// The folder's recordings; empty where they come from shards.
  RecordingSet set;
  std::unique_ptr<RecordSource> source;
  std::vector<Part> parts;

  std::vector<std::size_t> of(Part part) const { return recordings_of(parts, part); }
};

/// Reads config.recordings, or opens config.shards, and splits; says on stderr how many recordings each part has and which
/// were refused. Errors: load_recordings', ShardSet's and split_source's; NoUsableRecord where nobody is left in `needed`.
Result<TrainingData> load_training_data(const TrainingConfig& config, const std::vector<Part>& needed);

/// Recordings and patients of each part, for the model's card.
nlohmann::json data_summary(const TrainingData& data);

}  // namespace leadwise::training
