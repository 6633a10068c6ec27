#include "explain/relu_pass.hpp"

#include <utility>

namespace leadwise::nn {

Batch ReluPass::forward(Batch in, ReluMasks& masks) const {
  ReluMasks::Mask mask(in.values.size());
  for (std::size_t i = 0; i < mask.size(); ++i) {
    mask[i] = in.values[i] > 0.0F ? 1 : 0;
    in.values[i] = in.values[i] > 0.0F ? in.values[i] : 0.0F;
  }
  masks.push(std::move(mask));
  return in;
}

Batch ReluPass::backward(Batch gradient, ReluMasks& masks) const {
  const ReluMasks::Mask mask = masks.pop();
  for (std::size_t i = 0; i < mask.size(); ++i)
    gradient.values[i] = mask[i] != 0 ? gradient.values[i] : 0.0F;
  return gradient;
}

}  // namespace leadwise::nn
