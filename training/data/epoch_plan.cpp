#include "data/epoch_plan.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <utility>

#include "data/task_labels.hpp"
#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

/// Streams of the run's seed, so that no two uses share random numbers.
enum Stream : std::uint64_t { pretraining = 1, finetuning = 2, validation = 3, labelled = 4 };

/// Of an example's seed; noise and simulated ECGs take 1 and 2.
constexpr std::uint64_t kTurnStream = 3;

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
  ExampleSpec spec{recording, condition, random_severity(config, random), random.next_u64(), {}, {}};
  spec.augmentation = random_augmentation(config, random);
  // Of the example's own seed: whether ECGs are turned round changes nothing else that an epoch draws.
  spec.augmentation.turn_s = Random(spec.seed, kTurnStream).uniform(0.0, config.turn_s);
  return spec;
}

// How many 32-bit words of the epoch's random numbers an example takes. What is drawn for one example can then be found
// without drawing what stands before it.
constexpr std::uint64_t kWordsANumber = 2;
constexpr std::uint64_t kSpecWords = 6 * kWordsANumber;
constexpr std::uint64_t kSimulatedWords = kSpecWords + kWordsANumber;
constexpr std::uint64_t kValidationWords = 2 * kWordsANumber;

Random ahead(Random random, std::uint64_t words) {
  random.discard(words);
  return random;
}

/// All the recordings, each as often as drawn, then the simulated ones; places of 4 bytes.
struct Bases {
  std::vector<std::uint32_t> recordings;
  std::uint64_t draws = 1, simulated = 0;

  Bases(const std::vector<std::size_t>& positions, const TrainingConfig& config)
      : recordings(positions.begin(), positions.end()),
        draws(config.draws_per_record),
        simulated(config.simulated_per_epoch) {}

  std::size_t drawn() const { return recordings.size() * draws; }
  std::size_t count() const { return drawn() + simulated; }
  std::optional<std::size_t> at(std::size_t base) const {
    return base < drawn() ? std::optional<std::size_t>(recordings[base % recordings.size()]) : std::nullopt;
  }
};

/// Fisher-Yates.
std::vector<std::uint32_t> shuffled(std::size_t count, Random random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

using SpecMaker = std::function<ExampleSpec(std::size_t unshuffled)>;

ExamplePlan shuffled_plan(std::size_t count, const Random& random, SpecMaker make) {
  auto order = std::make_shared<const std::vector<std::uint32_t>>(shuffled(count, random));
  return {count, [order, make = std::move(make)](std::size_t position) { return make((*order)[position]); }};
}

}  // namespace

ExamplePlan ExamplePlan::first(std::uint64_t count) const {
  return {count == 0 ? size : std::min<std::size_t>(size, count), at, leads};
}

ExamplePlan ExamplePlan::share(std::size_t rank, std::size_t count) const {
  const std::size_t own = rank < size ? (size - rank + count - 1) / count : 0;
  return {own, [all = at, rank, count](std::size_t position) { return all(position * count + rank); }, leads};
}

ExamplePlan plan_pretraining(const std::vector<std::size_t>& recordings, const TrainingConfig& config,
                             std::uint64_t epoch) {
  const Random random = Random(config.seed, pretraining).fork(epoch);
  const Bases bases(recordings, config);
  const auto words_before = [drawn = bases.drawn()](std::size_t base) {
    return base <= drawn ? base * kSpecWords : drawn * kSpecWords + (base - drawn) * kSimulatedWords;
  };
  const auto end = ahead(random, words_before(bases.count()));
  return shuffled_plan(bases.count(), end, [=](std::size_t base) {
    Random own = ahead(random, words_before(base));
    const auto recording = bases.at(base);
    const bool overloaded = !recording && own.uniform() < 0.5;
    return random_spec(recording, overloaded ? Condition::overload : Condition::plain, config, own);
  });
}

ExamplePlan plan_finetuning(const std::vector<std::size_t>& recordings, const TrainingConfig& config,
                            std::uint64_t epoch) {
  constexpr std::array kConditions = {Condition::overload, Condition::overload, Condition::control, Condition::sham};
  const Random random = Random(config.seed, finetuning).fork(epoch);
  const Bases bases(recordings, config);
  const std::size_t count = bases.count() * kConditions.size();
  return shuffled_plan(count, ahead(random, count * kSpecWords), [=](std::size_t place) {
    Random own = ahead(random, place * kSpecWords);
    return random_spec(bases.at(place / kConditions.size()), kConditions[place % kConditions.size()], config, own);
  });
}

namespace {

std::vector<std::size_t> those_labelled(std::vector<std::size_t> recordings, const TaskLabels& labels) {
  std::erase_if(recordings, [&](std::size_t recording) { return !labels.any_known(recording); });
  return recordings;
}

}  // namespace

ExamplePlan plan_labelled(const std::vector<std::size_t>& recordings, std::shared_ptr<const TaskLabels> labels,
                          const TrainingConfig& config, std::uint64_t epoch) {
  const Random random = Random(config.seed, labelled).fork(epoch);
  const auto chosen = those_labelled(recordings, *labels);
  const std::size_t count = chosen.size() * config.draws_per_record;
  return shuffled_plan(count, ahead(random, count * kSpecWords), [=](std::size_t place) {
    Random own = ahead(random, place * kSpecWords);
    auto spec = random_spec(chosen[place % chosen.size()], Condition::plain, config, own);
    spec.labels = labels->of(*spec.recording);
    spec.weight = labels->weights[*spec.recording];
    return spec;
  });
}

ExamplePlan plan_labelled_validation(const std::vector<std::size_t>& recordings,
                                     std::shared_ptr<const TaskLabels> labels) {
  const auto chosen = those_labelled(recordings, *labels);
  const auto make = [=](std::size_t place) -> ExampleSpec {
    return {chosen[place], Condition::plain, 0.0, 0, {}, labels->of(chosen[place])};
  };
  return {chosen.size(), make};
}

ExamplePlan plan_validation(const std::vector<std::size_t>& recordings, const TrainingConfig& config) {
  constexpr std::array kConditions = {Condition::overload, Condition::control, Condition::sham};
  const Random random(config.seed, validation);
  const auto make = [=](std::size_t place) -> ExampleSpec {
    Random own = ahead(random, place * kValidationWords);
    const double severity = random_severity(config, own);
    return {recordings[place / kConditions.size()],
            kConditions[place % kConditions.size()],
            severity,
            own.next_u64(),
            {},
            {}};
  };
  return {recordings.size() * kConditions.size(), make};
}

std::vector<std::size_t> spread(std::vector<std::size_t> recordings, std::uint64_t count) {
  if (count == 0 || count >= recordings.size())
    return recordings;
  std::vector<std::size_t> chosen(count);
  for (std::size_t i = 0; i < count; ++i)
    chosen[i] = recordings[i * recordings.size() / count];
  return chosen;
}

ExamplePlan plan_plain(const std::vector<std::size_t>& recordings) {
  const auto make = [recordings](std::size_t place) -> ExampleSpec {
    return {recordings[place], Condition::plain, 0.0, 0, {}, {}};
  };
  return {recordings.size(), make};
}

}  // namespace leadwise::training
