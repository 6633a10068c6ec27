#pragma once

#include <string>
#include <vector>

#include "leadwise/head_training.hpp"

namespace leadwise {

/// The published classifier over some leads of these encoders, to be taught: 128 hidden units, and each lead's log SD unless
/// the encoders are the published ones.
HeadDescription untaught_head(const ModelDescription& model, std::string id, std::string task, std::vector<Lead> leads);

/// Takes a taught head into the weights, in the place of one of the same id, with which go the results on the card that name
/// it. `prevalence` is the share of positives that it was taught on.
void add_head(WeightFile& file, HeadDescription head, const TrainedHead& trained, double prevalence);

/// Nobody has validated weights that were just made.
void forget_validation(ModelDescription& description);

/// How many ECGs a head was taught on.
struct TaughtCount {
  std::size_t records, positives;
};

/// Adds the stage "trainHead" to the card's training: with which settings the head was taught on how many ECGs.
void add_head_stage(ModelDescription& description, const std::string& head_id, const HeadTrainingSettings& settings,
                    TaughtCount count);

/// What a card says once heads were taught: which labels, in words and with a full stop, and that nobody validated it. What
/// it said of other heads is kept. `taught` are the heads' ids.
void describe_taught_heads(ModelDescription& description, const std::vector<std::string>& taught,
                           const std::string& labels);

/// What a card says once heads were calibrated, behind all else: "by slope and intercept, to ...". It takes the place of what
/// was said of an earlier calibration of theirs.
void describe_calibrated_heads(ModelDescription& description, const std::vector<std::string>& calibrated,
                               const std::string& how);

/// For whoever writes all anew that a card says of its heads.
void forget_statements(ModelDescription& description);

}  // namespace leadwise
