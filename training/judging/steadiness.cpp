#include "judging/steadiness.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise::training {
namespace {

constexpr double kTurnsS[] = {0.1, 0.5, 1.5};
constexpr double kLargeChange = 20.0;

double score_of(const JudgedExample& example, const std::string& head) {
  return 100.0 / (1.0 + std::exp(-example.scores.logits.at(head)));
}

std::vector<double> sorted_changes(std::span<const TurnedScores> ecgs, const std::string& head, std::size_t turn) {
  std::vector<double> changes;
  for (const auto& scores : ecgs)
    changes.push_back(std::abs(score_of(scores[turn + 1], head) - score_of(scores[0], head)));
  std::sort(changes.begin(), changes.end());
  return changes;
}

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::vector<ExampleSpec> turned_plan() {
  std::vector<ExampleSpec> plan(1);
  for (const double turn_s : kTurnsS) {
    plan.emplace_back();
    plan.back().augmentation.turn_s = turn_s;
  }
  return plan;
}

nlohmann::json steadiness_results(std::span<const TurnedScores> ecgs, const std::string& head) {
  auto results = nlohmann::json::array();
  if (ecgs.empty())
    return results;
  for (std::size_t turn = 0; turn < std::size(kTurnsS); ++turn) {
    const auto changes = sorted_changes(ecgs, head, turn);
    results.push_back({{"begun_later_s", kTurnsS[turn]},
                       {"ecgs", changes.size()},
                       {"median", quantile(changes, 0.5)},
                       {"ninth_decile", quantile(changes, 0.9)},
                       {"largest", changes.back()},
                       {"over_20", std::count_if(changes.begin(), changes.end(),
                                                 [](double change) { return change > kLargeChange; })}});
  }
  return results;
}

}  // namespace leadwise::training
