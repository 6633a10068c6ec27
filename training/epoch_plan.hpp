#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "example.hpp"
#include "training_config.hpp"

namespace leadwise::training {

/// How to make one example. A plan holds no samples, so that an epoch is known before any of it is computed, and is
/// the same however many threads compute it.
struct ExampleSpec {
  /// Position of the recording; nullopt: an ECG is simulated from the seed.
  std::optional<std::size_t> recording;
  Condition condition = Condition::plain;
  double severity = 0.0;
  std::uint64_t seed = 0;
  Augmentation augmentation;

  bool positive() const { return condition == Condition::overload; }
};

/// Every training recording config.draws_per_record times as it is, and simulated ECGs with and without overload;
/// shuffled.
std::vector<ExampleSpec> plan_pretraining(const std::vector<std::size_t>& recordings, const TrainingConfig& config,
                                          std::uint64_t epoch);

/// For every draw of every recording, and every simulated ECG, two overloads of random severity, a control and a sham
/// of random severity; shuffled. Half of the examples are positive.
std::vector<ExampleSpec> plan_finetuning(const std::vector<std::size_t>& recordings, const TrainingConfig& config,
                                         std::uint64_t epoch);

/// For choosing the epoch: each recording with one overload, control and sham that stay the same in every epoch.
std::vector<ExampleSpec> plan_validation(const std::vector<std::size_t>& recordings, const TrainingConfig& config);

}  // namespace leadwise::training
