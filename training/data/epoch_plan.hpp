#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "data/example.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

struct TaskLabels;

/// How to make one example. A plan holds no samples, so that an epoch is known before any of it is computed, and is
/// the same however many threads compute it.
struct ExampleSpec {
  /// Position of the recording; nullopt: an ECG is simulated from the seed.
  std::optional<std::size_t> recording;
  Condition condition = Condition::plain;
  double severity = 0.0;
  std::uint64_t seed = 0;
  Augmentation augmentation;
  /// By task, 1: positive, -1: unknown. Empty: the one task is to tell whether overload was imposed.
  std::vector<std::int8_t> labels = {};
  /// What its cross-entropies are multiplied with.
  float weight = 1.0F;

  bool positive() const { return condition == Condition::overload; }
};

/// An epoch's examples, each made when it is asked for: a plan of millions holds 4 bytes for each.
struct ExamplePlan {
  std::size_t size = 0;
  std::function<ExampleSpec(std::size_t position)> at = nullptr;
  /// Those that every example must hold.
  std::vector<Lead> leads = {kTwelveLeads.begin(), kTwelveLeads.end()};

  /// Keeps the first ones; 0 keeps all.
  ExamplePlan first(std::uint64_t count) const;
  /// Keeps every `count`-th one, from the `rank`-th on: what one of several processes takes.
  ExamplePlan share(std::size_t rank, std::size_t count) const;
  /// Asks of an ECG these leads alone.
  ExamplePlan of_leads(std::vector<Lead> asked) const { return {size, at, std::move(asked)}; }
};

/// Every training recording config.draws_per_record times as it is, and simulated ECGs with and without overload;
/// shuffled.
ExamplePlan plan_pretraining(const std::vector<std::size_t>& recordings, const TrainingConfig& config,
                             std::uint64_t epoch);

/// For every draw of every recording, and every simulated ECG, two overloads of random severity, a control and a sham
/// of random severity; shuffled. Half of the examples are positive.
ExamplePlan plan_finetuning(const std::vector<std::size_t>& recordings, const TrainingConfig& config,
                            std::uint64_t epoch);

/// Every recording that has a label, config.draws_per_record times, with its labels; shuffled.
ExamplePlan plan_labelled(const std::vector<std::size_t>& recordings, std::shared_ptr<const TaskLabels> labels,
                          const TrainingConfig& config, std::uint64_t epoch);

/// For choosing the epoch: each recording that has a label, as it is, with its labels.
ExamplePlan plan_labelled_validation(const std::vector<std::size_t>& recordings,
                                     std::shared_ptr<const TaskLabels> labels);

/// For choosing the epoch: each recording with one overload, control and sham that stay the same in every epoch.
ExamplePlan plan_validation(const std::vector<std::size_t>& recordings, const TrainingConfig& config);

/// So many recordings at equal distances; 0: all.
std::vector<std::size_t> spread(std::vector<std::size_t> recordings, std::uint64_t count);

/// Each recording as it is.
ExamplePlan plan_plain(const std::vector<std::size_t>& recordings);

}  // namespace leadwise::training
