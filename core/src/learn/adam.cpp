#include "adam.hpp"

namespace leadwise::learn {
namespace {

constexpr double kFirstDecay = 0.9, kSecondDecay = 0.999, kEpsilon = 1e-8;

HeadWeights zeros_like(const HeadWeights& weights) {
  HeadWeights zeros = weights;
  for (LinearWeights& layer : zeros) {
    layer.weight.setZero();
    layer.bias.setZero();
  }
  return zeros;
}

struct StepSize {
  double size;            ///< learning rate, corrected for the first moment's start at 0
  double root_of_second;  ///< square root of the second moment's correction
};

template <class Tensor>
void update(Tensor& values, const Tensor& gradient, Tensor& first, Tensor& second, const StepSize& step) {
  first = kFirstDecay * first + (1.0 - kFirstDecay) * gradient;
  second = kSecondDecay * second + (1.0 - kSecondDecay) * gradient.cwiseProduct(gradient);
  values.array() -= step.size * first.array() / (second.array().sqrt() / step.root_of_second + kEpsilon);
}

}  // namespace

void Adam::step(HeadWeights& weights, const HeadWeights& gradient) {
  if (first_.empty())
    first_ = second_ = zeros_like(weights);
  first_decayed_ *= kFirstDecay;
  second_decayed_ *= kSecondDecay;
  const StepSize step{learning_rate_ / (1.0 - first_decayed_), std::sqrt(1.0 - second_decayed_)};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i].bias.size() == 0)
      continue;
    update(weights[i].weight, gradient[i].weight, first_[i].weight, second_[i].weight, step);
    update(weights[i].bias, gradient[i].bias, first_[i].bias, second_[i].bias, step);
  }
}

}  // namespace leadwise::learn
