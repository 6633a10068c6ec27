#pragma once

#include "commands/lesson.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise::training {

/// What finetune begins with: config.weights, or where config.encoders says so random ones of config.preset, with the heads of the lesson. Heads of its
/// tasks that are there go on; missing ones are drawn at random; all others are left out (said on stderr): nothing here teaches
/// them, and the encoders change under them. Results go with the heads that they were of.
/// Errors: FileNotReadable, those of read_weight_file; UnsupportedLeadSet for a model of other leads or length than an example's;
/// Lesson::heads'; InvalidArgument without weights, or where the ELBO is asked of a model that fuses by another method.
Result<WeightFile> starting_weights(const Lesson& lesson, const TrainingData& data, const TrainingConfig& config);

/// What pretrain goes on from: the encoders and the decoder of config.weights; the stages of their training stay on the card, heads and
/// what was said of them do not. Errors: as starting_weights; InvalidArgument where they are of another preset or method.
Result<WeightFile> pretrained_weights(const TrainingConfig& config);

/// A hash of the recordings and their labels (learnt_hash) and of the tensors that a run starts from: where it is another one, something
/// else is learnt.
std::string learnt_from(std::uint64_t data_hash, const std::map<std::string, FloatTensor>& tensors);

}  // namespace leadwise::training
