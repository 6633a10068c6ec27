#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "leadwise/metrics.hpp"

namespace leadwise::testing {

/// Scores of tests/golden/evaluate, and what scikit-learn and SciPy make of them (scripts/make_evaluation_golden.py).
struct GoldenScores {
  std::vector<ScoredExample> examples;
  double threshold;
  nlohmann::json json;

  double metric(Metric metric) const { return json["metrics"][std::string(metric_name(metric))].get<double>(); }
};

GoldenScores read_scores(const std::string& name);

/// The same records with the scores of a second head.
std::vector<ScoredExample> other_scores(const GoldenScores& golden);

/// Examples of as many patients.
std::vector<ScoredExample> one_record_each(const std::vector<std::pair<double, bool>>& scores);

/// Scores drawn from a logistic model: p = sigmoid(slope * score + intercept), one record a patient.
std::vector<ScoredExample> drawn_scores(std::size_t count, double slope, double intercept, std::uint64_t seed);

}  // namespace leadwise::testing
