#include "golden_scores.hpp"

#include <fstream>
#include <iterator>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/calibration.hpp"
#include "leadwise/random.hpp"

namespace leadwise::testing {

GoldenScores read_scores(const std::string& name) {
  std::ifstream file(std::string(LEADWISE_GOLDEN_DIR) + "/evaluate/" + name + ".json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  GoldenScores golden{{}, 0.0, nlohmann::json::parse(text, nullptr, false)};
  REQUIRE(golden.json.is_object());
  golden.threshold = golden.json["threshold"].get<double>();
  for (std::size_t i = 0; i < golden.json["logits"].size(); ++i) {
    golden.examples.push_back({golden.json["logits"][i].get<double>(), golden.json["labels"][i].get<int>() == 1,
                               golden.json["patients"][i].dump()});
  }
  return golden;
}

std::vector<ScoredExample> other_scores(const GoldenScores& golden) {
  std::vector<ScoredExample> examples = golden.examples;
  for (std::size_t i = 0; i < examples.size(); ++i)
    examples[i].logit = golden.json["other"][i].get<double>();
  return examples;
}

std::vector<ScoredExample> drawn_scores(std::size_t count, double slope, double intercept, std::uint64_t seed) {
  Random random(seed);
  std::vector<ScoredExample> examples;
  for (std::size_t i = 0; i < count; ++i) {
    const double score = 2.0 * random.normal();
    const bool positive = random.uniform() < probability_of_logit(slope * score + intercept);
    examples.push_back({score, positive, std::to_string(i)});
  }
  return examples;
}

std::vector<ScoredExample> one_record_each(const std::vector<std::pair<double, bool>>& scores) {
  std::vector<ScoredExample> examples;
  for (const auto& [logit, positive] : scores)
    examples.push_back({logit, positive, std::to_string(examples.size())});
  return examples;
}

}  // namespace leadwise::testing
