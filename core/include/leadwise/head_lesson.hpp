#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leadwise/head_training.hpp"

namespace leadwise {

/// A head of the user's own over the encoders of a weight file, and how it is taught.
struct HeadLesson {
  std::string task;         ///< the head's id is this and its leads: "ph_12", "ph_6", "ph_I-II-V1"
  std::vector<Lead> leads;  ///< in any order
  HeadTrainingSettings settings;
  std::string name;            ///< of the new weights; empty: the old name and the head's id
  std::string data_statement;  ///< whose ECGs they are, for the card
};

struct TaughtWeights {
  std::vector<std::uint8_t> safetensors;
  std::string head_id;
  /// Mean cross-entropy of each epoch's batches.
  std::vector<double> losses;
};

/// The head that the lesson describes, untaught. Errors: InvalidModelDescription naming what is wrong with its task or its
/// leads.
Result<HeadDescription> head_of(const HeadLesson& lesson, const ModelDescription& model);

/// The same weights with the head taught on these examples, in the place of one of the same id. Their card says what was
/// learnt and that nobody validated it. Errors: head_of's, train_head's and those of weight files.
Result<TaughtWeights> teach_head(std::span<const std::uint8_t> safetensors, const HeadLesson& lesson,
                                 const HeadExamples& examples);

}  // namespace leadwise
