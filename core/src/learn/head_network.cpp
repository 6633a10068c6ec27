#include "head_network.hpp"

#include <cmath>

namespace leadwise::learn {
namespace {

/// What each layer was given, and at the end what the last one gave.
using Activations = std::vector<Rows>;

bool is_relu(const Layer& layer) { return std::holds_alternative<Relu>(layer); }

Rows linear(const LinearWeights& layer, const Rows& inputs) {
  Rows outputs = inputs * layer.weight.transpose();
  outputs.rowwise() += layer.bias;
  return outputs;
}

void drop(Rows& values, const DropoutMasks& masks, std::size_t relu) {
  if (relu < masks.size() && masks[relu].size() != 0)
    values = values.cwiseProduct(masks[relu]);
}

Activations forward(const HeadDescription& head, const HeadWeights& weights, const Rows& inputs,
                    const DropoutMasks& masks) {
  Activations activations = {inputs};
  std::size_t relu = 0;
  for (std::size_t i = 0; i < head.layers.size(); ++i) {
    Rows next =
        is_relu(head.layers[i]) ? Rows(activations.back().cwiseMax(0.0)) : linear(weights[i], activations.back());
    if (is_relu(head.layers[i]))
      drop(next, masks, relu++);
    activations.push_back(std::move(next));
  }
  return activations;
}

/// Mean cross-entropy and its gradient in the logits: softmax minus the label, over the rows.
double cross_entropy(const Rows& logits, const std::vector<int>& labels, const std::vector<double>& counting,
                     Rows& gradient) {
  const auto count = static_cast<double>(logits.rows());
  gradient.resize(logits.rows(), 2);
  double sum = 0.0;
  for (Eigen::Index row = 0; row < logits.rows(); ++row) {
    const double log_odds = logits(row, 1) - logits(row, 0);
    const double toward_label = labels[static_cast<std::size_t>(row)] == 1 ? log_odds : -log_odds;
    const double counts = counting.empty() ? 1.0 : counting[static_cast<std::size_t>(row)];
    sum += counts * (std::max(0.0, -toward_label) + std::log1p(std::exp(-std::fabs(toward_label))));
    const double positive = counts * (1.0 / (1.0 + std::exp(-log_odds)) - labels[static_cast<std::size_t>(row)]);
    gradient(row, 0) = -positive / count;
    gradient(row, 1) = positive / count;
  }
  return sum / count;
}

}  // namespace

Result<void> check_trainable(const HeadDescription& head, std::size_t width) {
  for (std::size_t i = 0; i < head.layers.size(); ++i) {
    const auto* layer = std::get_if<Linear>(&head.layers[i]);
    const std::string place = "layer " + std::to_string(i) + " of head " + head.id;
    if (layer == nullptr && !is_relu(head.layers[i]))
      return fail(ErrorCode::InvalidArgument, place + " is neither linear nor a ReLU: it cannot be trained here");
    if (layer == nullptr)
      continue;
    if (layer->in_features != width)
      return fail(ErrorCode::InvalidArgument, place + " takes " + std::to_string(layer->in_features) +
                                                  " values and is given " + std::to_string(width));
    width = layer->out_features;
  }
  if (width == 2 && !head.layers.empty() && std::holds_alternative<Linear>(head.layers.back()))
    return {};
  return fail(ErrorCode::InvalidArgument, "head " + head.id + " does not end in a linear layer of two logits");
}

Rows head_logits(const HeadDescription& head, const HeadWeights& weights, const Rows& inputs) {
  return forward(head, weights, inputs, {}).back();
}

LossGradient loss_gradient(const HeadDescription& head, const HeadWeights& weights, const Rows& inputs,
                           const std::vector<int>& labels, const DropoutMasks& masks,
                           const std::vector<double>& counting) {
  const Activations activations = forward(head, weights, inputs, masks);
  LossGradient result{0.0, HeadWeights(weights.size())};
  Rows flowing;
  result.loss = cross_entropy(activations.back(), labels, counting, flowing);
  auto relu = static_cast<std::size_t>(std::count_if(head.layers.begin(), head.layers.end(), is_relu));
  for (std::size_t i = head.layers.size(); i-- > 0;) {
    if (is_relu(head.layers[i])) {
      drop(flowing, masks, --relu);
      flowing = (activations[i].array() > 0.0).select(flowing, 0.0).eval();
      continue;
    }
    result.gradient[i].weight = flowing.transpose() * activations[i];
    result.gradient[i].bias = flowing.colwise().sum();
    // Nothing in front of the first layer learns.
    if (i > 0)
      flowing = (flowing * weights[i].weight).eval();
  }
  return result;
}

}  // namespace leadwise::learn
