#include "data/epoch_plan.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

TrainingConfig config_of(std::uint64_t draws, std::uint64_t simulated) {
  TrainingConfig config;
  config.draws_per_record = draws;
  config.simulated_per_epoch = simulated;
  return config;
}

/// An epoch as it is defined: one example's random numbers behind the other's, then the shuffle.
std::vector<ExampleSpec> drawn_one_after_the_other(const std::vector<std::size_t>& recordings,
                                                   const TrainingConfig& config, std::uint64_t epoch) {
  Random random = Random(config.seed, 1).fork(epoch);
  std::vector<ExampleSpec> plan;
  const std::size_t drawn = recordings.size() * config.draws_per_record;
  for (std::size_t i = 0; i < drawn + config.simulated_per_epoch; ++i) {
    ExampleSpec spec;
    if (i < drawn)
      spec.recording = recordings[i % recordings.size()];
    else if (random.uniform() < 0.5)
      spec.condition = Condition::overload;
    spec.severity = random.uniform(config.lowest_severity, 1.0);
    spec.seed = random.next_u64();
    spec.augmentation.gain = 1.0 + random.uniform(-config.gain_jitter, config.gain_jitter);
    spec.augmentation.noise_mv = random.uniform(0.0, config.noise_mv);
    spec.augmentation.wander_mv = random.uniform(0.0, config.wander_mv);
    spec.augmentation.wander_hz = random.uniform(0.05, 0.4);
    spec.augmentation.turn_s = Random(spec.seed, 3).uniform(0.0, config.turn_s);
    plan.push_back(spec);
  }
  for (std::size_t i = plan.size(); i > 1; --i)
    std::swap(plan[i - 1], plan[random.below(i)]);
  return plan;
}

void check_equal(const ExampleSpec& a, const ExampleSpec& b) {
  CHECK(a.recording == b.recording);
  CHECK(a.condition == b.condition);
  CHECK(a.severity == b.severity);
  CHECK(a.seed == b.seed);
  CHECK(a.augmentation.gain == b.augmentation.gain);
  CHECK(a.augmentation.noise_mv == b.augmentation.noise_mv);
  CHECK(a.augmentation.wander_mv == b.augmentation.wander_mv);
  CHECK(a.augmentation.wander_hz == b.augmentation.wander_hz);
  CHECK(a.augmentation.turn_s == b.augmentation.turn_s);
}

TEST_CASE("An example that is made when it is asked for is the one that stands there in the whole epoch") {
  const std::vector<std::size_t> recordings = {4, 9, 2, 7, 11};
  for (const auto& config : {config_of(1, 0), config_of(3, 0), config_of(2, 7), config_of(1, 20)}) {
    for (const std::uint64_t epoch : {0U, 5U}) {
      const auto whole = drawn_one_after_the_other(recordings, config, epoch);
      const auto plan = plan_pretraining(recordings, config, epoch);
      REQUIRE(plan.size == whole.size());
      for (std::size_t i = plan.size; i-- > 0;)
        check_equal(plan.at(i), whole[i]);
    }
  }
}

TEST_CASE("Epochs differ, and the same epoch is the same again") {
  const std::vector<std::size_t> recordings(100, 3);
  const auto config = config_of(1, 0);
  const auto first = plan_pretraining(recordings, config, 0), again = plan_pretraining(recordings, config, 0);
  const auto second = plan_pretraining(recordings, config, 1);
  for (std::size_t i = 0; i < first.size; ++i)
    check_equal(first.at(i), again.at(i));
  CHECK(first.at(0).seed != second.at(0).seed);
}

TEST_CASE("Half of the examples to finetune on are positive, and every recording is drawn alike") {
  const auto plan = plan_finetuning({1, 5}, config_of(3, 2), 0);
  CHECK(plan.size == (2 * 3 + 2) * 4);
  std::size_t positive = 0, of_five = 0;
  std::set<std::uint64_t> seeds;
  for (std::size_t i = 0; i < plan.size; ++i) {
    positive += plan.at(i).positive() ? 1U : 0U;
    of_five += plan.at(i).recording == 5 ? 1U : 0U;
    seeds.insert(plan.at(i).seed);
  }
  CHECK(positive == plan.size / 2);
  CHECK(of_five == 12);
  CHECK(seeds.size() == plan.size);
}

TEST_CASE("A short epoch is the beginning of a whole one, and few recordings are spread over all") {
  const auto plan = plan_pretraining({1, 2, 3}, config_of(1, 0), 4);
  CHECK(plan.first(2).size == 2);
  CHECK(plan.first(0).size == 3);
  CHECK(plan.first(9).size == 3);
  check_equal(plan.first(2).at(1), plan.at(1));
  CHECK(spread({10, 20, 30, 40, 50, 60}, 3) == std::vector<std::size_t>{10, 30, 50});
  CHECK(spread({10, 20}, 0) == std::vector<std::size_t>{10, 20});
  CHECK(spread({10, 20}, 5) == std::vector<std::size_t>{10, 20});
}

}  // namespace
}  // namespace leadwise::training
