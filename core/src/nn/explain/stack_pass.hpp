#pragma once

#include <memory>
#include <string>
#include <vector>

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

/// Layers one behind the other, passed both ways.
class StackPass {
 public:
  /// The layers stored as `prefix`.0, `prefix`.1, ... of a description that was checked.
  static StackPass load(const std::vector<Layer>& layers, ActivationShape input, const StoredModel& stored,
                        const std::string& prefix);

  const ActivationShape& output() const { return output_; }

  Batch forward(Batch in, ReluMasks& masks) const;
  Batch backward(Batch gradient, ReluMasks& masks) const;

 private:
  std::vector<std::unique_ptr<LayerPass>> layers_;
  ActivationShape output_;
};

}  // namespace leadwise::nn
