#pragma once

#include "head_network.hpp"
#include "leadwise/head_training.hpp"

namespace leadwise::learn {

/// Every row of the examples as double.
Rows rows_of(const HeadExamples& examples);

/// The weights as the file's tensors.
std::map<std::string, FloatTensor> head_tensors(const HeadDescription& head, const HeadWeights& weights);

/// The file's tensors as weights. Errors: MissingTensor, TensorMismatch, each naming the tensor.
Result<HeadWeights> head_weights(const HeadDescription& head, const std::map<std::string, FloatTensor>& tensors);

/// Errors: InvalidArgument where the rows do not fit the width or the labels, NoUsableRecord, NonFiniteSample naming the row.
Result<void> check_rows(const HeadExamples& examples);

}  // namespace leadwise::learn
