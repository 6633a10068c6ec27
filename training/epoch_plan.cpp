#include "epoch_plan.hpp"

#include <utility>

#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

using Plan = std::vector<ExampleSpec>;

/// Streams of the run's seed, so that no two uses share random numbers.
enum Stream : std::uint64_t { pretraining = 1, finetuning = 2, validation = 3 };

Augmentation random_augmentation(const TrainingConfig& config, Random& random) {
  Augmentation augmentation;
  augmentation.gain = 1.0 + random.uniform(-config.gain_jitter, config.gain_jitter);
  augmentation.noise_mv = random.uniform(0.0, config.noise_mv);
  augmentation.wander_mv = random.uniform(0.0, config.wander_mv);
  augmentation.wander_hz = random.uniform(0.05, 0.4);
  return augmentation;
}

double random_severity(const TrainingConfig& config, Random& random) {
  return random.uniform(config.lowest_severity, 1.0);
}

ExampleSpec random_spec(std::optional<std::size_t> recording, Condition condition, const TrainingConfig& config,
                        Random& random) {
  ExampleSpec spec{recording, condition, random_severity(config, random), random.next_u64(), {}};
  spec.augmentation = random_augmentation(config, random);
  return spec;
}

/// All the recordings, each as often as drawn, then the simulated ones.
std::vector<std::optional<std::size_t>> epoch_bases(const std::vector<std::size_t>& recordings,
                                                    const TrainingConfig& config) {
  std::vector<std::optional<std::size_t>> bases;
  for (std::uint64_t draw = 0; draw < config.draws_per_record; ++draw)
    bases.insert(bases.end(), recordings.begin(), recordings.end());
  bases.resize(bases.size() + config.simulated_per_epoch);
  return bases;
}

/// Fisher-Yates.
void shuffle(Plan& plan, Random& random) {
  for (std::size_t i = plan.size(); i > 1; --i)
    std::swap(plan[i - 1], plan[random.below(i)]);
}

}  // namespace

Plan plan_pretraining(const std::vector<std::size_t>& recordings, const TrainingConfig& config, std::uint64_t epoch) {
  Random random = Random(config.seed, pretraining).fork(epoch);
  Plan plan;
  for (const auto& base : epoch_bases(recordings, config)) {
    const bool overloaded = !base && random.uniform() < 0.5;
    plan.push_back(random_spec(base, overloaded ? Condition::overload : Condition::plain, config, random));
  }
  shuffle(plan, random);
  return plan;
}

Plan plan_finetuning(const std::vector<std::size_t>& recordings, const TrainingConfig& config, std::uint64_t epoch) {
  Random random = Random(config.seed, finetuning).fork(epoch);
  Plan plan;
  for (const auto& base : epoch_bases(recordings, config))
    for (const auto condition : {Condition::overload, Condition::overload, Condition::control, Condition::sham})
      plan.push_back(random_spec(base, condition, config, random));
  shuffle(plan, random);
  return plan;
}

Plan plan_validation(const std::vector<std::size_t>& recordings, const TrainingConfig& config) {
  Random random(config.seed, validation);
  Plan plan;
  for (const auto& base : recordings)
    for (const auto condition : {Condition::overload, Condition::control, Condition::sham})
      plan.push_back({base, condition, random_severity(config, random), random.next_u64(), {}});
  return plan;
}

}  // namespace leadwise::training
