#pragma once

#include "leadwise/metrics.hpp"

namespace leadwise::evaluate {

/// Examples in the order of their logits, patients numbered in the order in which they came.
struct SortedExamples {
  struct Example {
    double logit, probability;
    bool positive;
    std::size_t patient;
  };
  std::vector<Example> examples;
  std::size_t patients = 0;
};

SortedExamples sort_examples(const std::vector<ScoredExample>& examples);

/// How often each patient was drawn; an example counts as often as its patient.
using PatientWeights = std::vector<double>;

/// Sums over the examples of one logit.
struct TiedExamples {
  double positives = 0.0, negatives = 0.0, probability = 0.0;

  double weight() const { return positives + negatives; }
};

/// Calls `visit` with the sums of each group of equal logits, lowest first. Groups that nobody was drawn of are left out.
template <class Visitor>
void visit_ties(const SortedExamples& sorted, const PatientWeights& weights, Visitor&& visit) {
  const auto& examples = sorted.examples;
  for (std::size_t i = 0; i < examples.size();) {
    TiedExamples tied;
    tied.probability = examples[i].probability;
    for (const double logit = examples[i].logit; i < examples.size() && examples[i].logit == logit; ++i)
      (examples[i].positive ? tied.positives : tied.negatives) += weights[examples[i].patient];
    if (tied.weight() > 0.0)
      visit(tied);
  }
}

}  // namespace leadwise::evaluate
