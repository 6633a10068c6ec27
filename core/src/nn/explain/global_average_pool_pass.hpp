#pragma once

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

class GlobalAveragePoolPass : public LayerPass {
 public:
  explicit GlobalAveragePoolPass(const ActivationShape& input) : input_(input) {}

  Batch forward(Batch in, ReluMasks& masks) const override;
  Batch backward(Batch gradient, ReluMasks& masks) const override;

 private:
  ActivationShape input_;
};

}  // namespace leadwise::nn
