#include "explain/stack_pass.hpp"

#include <utility>

namespace leadwise::nn {

StackPass StackPass::load(const std::vector<Layer>& layers, ActivationShape input, const StoredModel& stored,
                          const std::string& prefix) {
  StackPass stack;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string name = prefix + "." + std::to_string(i);
    stack.layers_.push_back(load_layer_pass(layers[i], input, stored, name));
    // The description was checked: every layer has an output.
    input = output_shape(layers[i], input, name).value_or(input);
  }
  stack.output_ = input;
  return stack;
}

Batch StackPass::forward(Batch in, ReluMasks& masks) const {
  for (const auto& layer : layers_)
    in = layer->forward(std::move(in), masks);
  return in;
}

Batch StackPass::backward(Batch gradient, ReluMasks& masks) const {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
    gradient = (*layer)->backward(std::move(gradient), masks);
  return gradient;
}

}  // namespace leadwise::nn
