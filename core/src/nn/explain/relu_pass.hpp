#pragma once

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

/// At exactly 0 the gradient is 0, as in PyTorch.
class ReluPass : public LayerPass {
 public:
  Batch forward(Batch in, ReluMasks& masks) const override;
  Batch backward(Batch gradient, ReluMasks& masks) const override;
};

}  // namespace leadwise::nn
