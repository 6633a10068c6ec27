#pragma once

#include <vector>

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

/// A convolution as one product a point: of the windows that it sees, which overlap in the padded input, with its weights.
class Conv1dPass : public LayerPass {
 public:
  Conv1dPass(const Conv1d& layer, const ActivationShape& input, std::vector<float> weight, std::vector<float> bias);

  Batch forward(Batch in, ReluMasks& masks) const override;
  Batch backward(Batch gradient, ReluMasks& masks) const override;

 private:
  std::size_t window_width() const { return layer_.kernel * layer_.in_channels; }
  std::size_t window_distance() const { return layer_.stride * layer_.in_channels; }
  std::size_t padding_width() const { return layer_.padding * layer_.in_channels; }
  std::size_t padded_width() const { return input_length_ * layer_.in_channels + 2 * padding_width(); }

  Conv1d layer_;
  std::size_t input_length_, output_length_;
  std::vector<float> weight_, bias_;
};

}  // namespace leadwise::nn
