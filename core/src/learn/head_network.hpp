#pragma once

#include <vector>

#include <Eigen/Core>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise::learn {

/// Rows are examples.
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// One linear layer: weight (out, in) as in the file, bias (out).
struct LinearWeights {
  Rows weight;
  Eigen::RowVectorXd bias;
};

/// What a head of linear layers and ReLUs learns; the gradient has the same form. One entry a layer of the description, empty
/// where the layer has no weights.
using HeadWeights = std::vector<LinearWeights>;

/// Errors: InvalidArgument where a layer is neither linear nor a ReLU, or layers do not follow each other; the first must take
/// `width` values, the last give two.
Result<void> check_trainable(const HeadDescription& head, std::size_t width);

/// Multiplied with what each ReLU gives: 0 drops, 1 / (1 - p) keeps. One entry a ReLU; empty entries keep everything.
using DropoutMasks = std::vector<Rows>;

/// Two logits a row.
Rows head_logits(const HeadDescription& head, const HeadWeights& weights, const Rows& inputs);

struct LossGradient {
  double loss = 0.0;  ///< mean cross-entropy
  HeadWeights gradient;
};

/// Mean cross-entropy of the two logits' softmax with the labels (0 or 1), each row's times what it counts (empty: 1), and its
/// gradient by backpropagation.
LossGradient loss_gradient(const HeadDescription& head, const HeadWeights& weights, const Rows& inputs,
                           const std::vector<int>& labels, const DropoutMasks& masks,
                           const std::vector<double>& counting = {});

}  // namespace leadwise::learn
