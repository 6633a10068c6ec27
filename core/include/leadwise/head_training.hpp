#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/model.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise {

/// What a head learns from: one row of features a record, as head_features makes them of frozen encoders' output.
struct HeadExamples {
  std::size_t width = 0;
  std::vector<float> features;  ///< rows one after the other
  std::vector<bool> positive;
  std::vector<double> weights = {};  ///< what each row's cross-entropy is multiplied with, 0 or more; empty: 1
};

/// The published fine-tuning protocol (arXiv 2503.13470): Adam and cross-entropy on frozen encoders.
struct HeadTrainingSettings {
  std::uint64_t seed = 42;
  std::size_t epochs = 50;
  std::size_t batch_size = 32;
  double learning_rate = 1e-4;
  double dropout = 0.5;  ///< behind each ReLU, while training
};

struct TrainedHead {
  /// head.<id>.<i>.weight|bias, as write_weight_file takes them.
  std::map<std::string, FloatTensor> tensors;
  /// Mean cross-entropy of each epoch's batches, as they were while training.
  std::vector<double> losses;
};

/// One head's input of encoded leads: lead by lead mu and, if asked for, the log SD.
/// Error: UnsupportedLeadSet naming a lead that was not encoded.
Result<std::vector<float>> head_features(const EncodedLeads& encoded, const HeadDescription& head);

/// Trains a head of linear layers and ReLUs from weights drawn uniformly within 1 / sqrt(inputs). Equal for equal seeds.
/// Errors: InvalidArgument (layers of another kind, sizes that do not fit, settings or weights out of range), NoUsableRecord,
/// OneClassOnly, NonFiniteSample (a feature, by record), TrainingDiverged.
Result<TrainedHead> train_head(const HeadDescription& head, const HeadExamples& examples,
                               const HeadTrainingSettings& settings);

/// The log-odds that a head with these tensors gives each row. Errors: InvalidArgument, MissingTensor, TensorMismatch.
Result<std::vector<double>> head_log_odds(const HeadDescription& head,
                                          const std::map<std::string, FloatTensor>& tensors,
                                          const HeadExamples& examples);

}  // namespace leadwise
