#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Scores of one class of examples against another's, each with the patient it comes from.
struct ScoredExample {
  double score;
  bool positive;
  std::string patient;
};

/// Area under the ROC curve by ranks (Mann-Whitney), ties count one half. Nullopt unless both classes are there.
std::optional<double> auroc(const std::vector<ScoredExample>& examples);

/// An AUROC with its 95 % interval.
struct AurocInterval {
  double value = 0.0, low = 0.0, high = 0.0;
  std::size_t positives = 0, negatives = 0, patients = 0;
};

/// The interval is the 2.5th to 97.5th percentile over `replicates` bootstrap samples of whole patients, drawn with
/// replacement; samples without both classes are drawn again.
/// Error: NoUsableRecord unless both classes are there.
Result<AurocInterval> auroc_with_interval(const std::vector<ScoredExample>& examples, std::uint64_t seed,
                                          std::size_t replicates);

}  // namespace leadwise::training
