#pragma once

#include <vector>

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

class LinearPass : public LayerPass {
 public:
  LinearPass(const Linear& layer, std::vector<float> weight, std::vector<float> bias)
      : layer_(layer), weight_(std::move(weight)), bias_(std::move(bias)) {}

  Batch forward(Batch in, ReluMasks& masks) const override;
  Batch backward(Batch gradient, ReluMasks& masks) const override;

 private:
  Linear layer_;
  std::vector<float> weight_, bias_;
};

}  // namespace leadwise::nn
