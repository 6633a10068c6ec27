#pragma once

#include "leadwise/random.hpp"
#include "network/objective.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// Lead dropout: config.lead_dropout of the ECGs lose leads, half of them all chest leads, half any (each kept with one
/// chance drawn for the ECG, at least one lead stays). Where z is drawn from one expert of the mixture, an ECG keeps the present
/// leads of one group, drawn with equal chance. Noise and the leads to decode are drawn too.
ObjectiveDraws draw_for_objective(const ModelDescription& description, const TrainingConfig& config, std::size_t batch,
                                  Random& random);

/// Everything present and decoded, no noise: for judging.
ObjectiveDraws draws_for_judging(const ModelDescription& description, std::size_t batch);

/// The settings of an epoch, counted from 0: beta rises to its value over config.annealing_epochs.
ObjectiveSettings objective_settings(const TrainingConfig& config, const ModelDescription& description,
                                     std::uint64_t epoch);

}  // namespace leadwise::training
