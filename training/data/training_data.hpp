#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/example.hpp"
#include "data/patient_split.hpp"
#include "data/record_source.hpp"
#include "data/recordings.hpp"

namespace leadwise::training {

/// The recordings of a run and who is in which part.
struct TrainingData {
  /// The folder's recordings; empty where they come from shards.
  RecordingSet set;
  std::unique_ptr<RecordSource> source;
  std::vector<Part> parts;  ///< of each of the source's
  /// Those that every recording must have to be used.
  std::vector<Lead> leads = {kTwelveLeads.begin(), kTwelveLeads.end()};
  /// What every recording must let be done with it to be used.
  Condition tried = Condition::plain;
  std::vector<Part> parts_of_refused = {};  ///< where those of set.refused would be

  std::vector<std::size_t> of(Part part) const { return recordings_of(parts, part); }
};

/// Reads config.recordings, or opens config.shards, and splits; says on stderr how many recordings each part has and which
/// were refused. `leads`: those of the model that will be asked, or taught. `tried`: as check_usable. Errors: load_recordings', ShardSet's and split_source's;
/// InvalidArgument where config.external_sources names what no recording is of; NoUsableRecord where nobody is left in `needed`.
Result<TrainingData> load_training_data(const TrainingConfig& config, const std::vector<Part>& needed,
                                        std::span<const Lead> leads = kTwelveLeads,
                                        Condition tried = Condition::plain);

/// Hands over the recordings at these positions, each in memory only while it is. What load_recordings would refuse of a
/// folder is refused of shards here, and said on stderr. Gives the positions of those that were handed over.
/// Errors: those of reading; the visitor's, with the recording's name.
using RecordingVisitor = std::function<Result<void>(const Recording&)>;
Result<std::vector<std::size_t>> visit_recordings(const TrainingData& data, const std::vector<std::size_t>& positions,
                                                  const RecordingVisitor& visit);

/// A hash of who is trained on and who chooses the epoch, in their order, and of what is known of them by these labels:
/// where it is another one, something else is learnt. Errors: visit_facts'.
Result<std::uint64_t> learnt_hash(const TrainingData& data, const std::vector<std::string>& labels);

/// Recordings and patients of each part, for the model's card. Errors: visit_facts'.
Result<nlohmann::json> data_summary(const TrainingData& data);

}  // namespace leadwise::training
