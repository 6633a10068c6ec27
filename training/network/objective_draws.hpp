#pragma once

#include "leadwise/random.hpp"
#include "network/objective.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// Which examples a batch holds. What is drawn for an example follows from its place alone, so it is the same in
/// whichever batch and process the example is learnt from.
struct BatchPlaces {
  std::uint64_t step = 0;               ///< of the epoch
  std::vector<std::uint64_t> examples;  ///< each one's place in the epoch, all processes together
};

/// `epoch`'s generators for each example, apart from those that draw_for_objective takes.
std::vector<Random> example_generators(const BatchPlaces& places, const Random& epoch);

/// Lead dropout: config.lead_dropout of the ECGs lose leads, half of them all chest leads, half any (each kept with one
/// chance drawn for the ECG, at least one lead stays). Where z is drawn from one expert of the mixture, an ECG keeps the present
/// leads of one group, drawn with equal chance. Noise is drawn too, and, for all examples of a step, the leads to decode. `epoch`: the
/// epoch's generator; it is not used up.
ObjectiveDraws draw_for_objective(const ModelDescription& description, const TrainingConfig& config,
                                  const BatchPlaces& places, const Random& epoch, const torch::Device& device);

/// Everything present and decoded, no noise: for judging.
ObjectiveDraws draws_for_judging(const ModelDescription& description, std::size_t batch, const torch::Device& device);

/// The settings of an epoch, counted from 0: beta rises to its value over config.annealing_epochs.
ObjectiveSettings objective_settings(const TrainingConfig& config, const ModelDescription& description,
                                     std::uint64_t epoch);

}  // namespace leadwise::training
