#pragma once

#include <memory>
#include <string>

#include "explain/batch.hpp"
#include "explain/relu_masks.hpp"
#include "layer_shape.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// One layer, with its weights as floats, passed both ways. What the way back needs to know of the way forward is in the
/// masks, so that weights need not stay in memory between the two.
class LayerPass {
 public:
  virtual ~LayerPass() = default;
  virtual Batch forward(Batch in, ReluMasks& masks) const = 0;
  /// From the gradient by the layer's output to the gradient by its input, at the points of the last forward pass that
  /// was not yet taken back.
  virtual Batch backward(Batch gradient, ReluMasks& masks) const = 0;
};

/// The layer stored under `prefix`, of a description that was checked.
std::unique_ptr<LayerPass> load_layer_pass(const Layer& layer, const ActivationShape& input, const StoredModel& stored,
                                           const std::string& prefix);

}  // namespace leadwise::nn
