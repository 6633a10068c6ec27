#include "metrics.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

/// Examples with equal scores count together; weights say how often each example was drawn.
struct WeightedExample {
  double score;
  bool positive;
  std::size_t patient;
};

using Examples = std::vector<WeightedExample>;

/// `examples` sorted by score. Sum over ties of positives x (negatives below + half of the tied), over all pairs.
std::optional<double> weighted_auroc(const Examples& examples, const std::vector<double>& patient_weights) {
  double won = 0.0, positives = 0.0, negatives = 0.0;
  for (std::size_t i = 0; i < examples.size();) {
    double tied_positives = 0.0, tied_negatives = 0.0;
    const double score = examples[i].score;
    for (; i < examples.size() && examples[i].score == score; ++i)
      (examples[i].positive ? tied_positives : tied_negatives) += patient_weights[examples[i].patient];
    won += tied_positives * (negatives + 0.5 * tied_negatives);
    positives += tied_positives;
    negatives += tied_negatives;
  }
  if (positives == 0.0 || negatives == 0.0)
    return std::nullopt;
  return won / (positives * negatives);
}

struct Sorted {
  Examples examples;
  std::size_t patients;
};

Sorted sort_by_score(const std::vector<ScoredExample>& examples) {
  std::map<std::string, std::size_t> numbers;
  Sorted sorted{{}, 0};
  for (const auto& example : examples) {
    const auto number = numbers.emplace(example.patient, numbers.size()).first->second;
    sorted.examples.push_back({example.score, example.positive, number});
  }
  std::sort(sorted.examples.begin(), sorted.examples.end(),
            [](const auto& a, const auto& b) { return a.score < b.score; });
  sorted.patients = numbers.size();
  return sorted;
}

std::vector<double> draw_patients(std::size_t patients, Random& random) {
  std::vector<double> weights(patients, 0.0);
  for (std::size_t i = 0; i < patients; ++i)
    weights[random.below(patients)] += 1.0;
  return weights;
}

/// Linear interpolation between order statistics. `values` sorted.
double percentile(const std::vector<double>& values, double share) {
  const double position = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const auto above = std::min(below + 1, values.size() - 1);
  return values[below] + (position - static_cast<double>(below)) * (values[above] - values[below]);
}

std::vector<double> bootstrap(const Sorted& sorted, std::uint64_t seed, std::size_t replicates) {
  constexpr std::size_t kMostDrawsPerReplicate = 100;
  Random random(seed);
  std::vector<double> values;
  for (std::size_t draw = 0; draw < kMostDrawsPerReplicate * replicates && values.size() < replicates; ++draw)
    if (const auto value = weighted_auroc(sorted.examples, draw_patients(sorted.patients, random)))
      values.push_back(*value);
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace

std::optional<double> auroc(const std::vector<ScoredExample>& examples) {
  const auto sorted = sort_by_score(examples);
  return weighted_auroc(sorted.examples, std::vector<double>(sorted.patients, 1.0));
}

Result<AurocInterval> auroc_with_interval(const std::vector<ScoredExample>& examples, std::uint64_t seed,
                                          std::size_t replicates) {
  const auto value = auroc(examples);
  if (!value)
    return fail(ErrorCode::NoUsableRecord, "an AUROC needs examples of both classes");
  const auto sorted = sort_by_score(examples);
  const auto values = bootstrap(sorted, seed, replicates);
  if (values.empty())
    return fail(ErrorCode::NoUsableRecord, "no bootstrap sample held both classes");
  AurocInterval interval{*value, percentile(values, 0.025), percentile(values, 0.975), 0, 0, sorted.patients};
  for (const auto& example : examples)
    ++(example.positive ? interval.positives : interval.negatives);
  return interval;
}

}  // namespace leadwise::training
