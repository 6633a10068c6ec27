#pragma once

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

/// Flatten and reshape: channels-last sequences and vectors lie in memory alike.
class SameValuesPass : public LayerPass {
 public:
  Batch forward(Batch in, ReluMasks& /*masks*/) const override { return in; }
  Batch backward(Batch gradient, ReluMasks& /*masks*/) const override { return gradient; }
};

}  // namespace leadwise::nn
