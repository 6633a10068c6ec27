#pragma once

#include <vector>

#include "explain/layer_pass.hpp"

namespace leadwise::nn {

/// A transposed convolution: what a convolution does backward, forward, and the other way round.
class ConvTranspose1dPass : public LayerPass {
 public:
  ConvTranspose1dPass(const ConvTranspose1d& layer, const ActivationShape& input, const std::vector<float>& weight,
                      std::vector<float> bias);

  Batch forward(Batch in, ReluMasks& masks) const override;
  Batch backward(Batch gradient, ReluMasks& masks) const override;

 private:
  std::size_t window_width() const { return layer_.kernel * layer_.out_channels; }
  std::size_t window_distance() const { return layer_.stride * layer_.out_channels; }
  std::size_t padding_width() const { return layer_.padding * layer_.out_channels; }
  /// Before the padding is cut off.
  std::size_t full_width() const {
    return ((input_length_ - 1) * layer_.stride + layer_.kernel + layer_.output_padding) * layer_.out_channels;
  }

  ConvTranspose1d layer_;
  std::size_t input_length_;
  std::vector<float> weight_;  // (kernel, out_channels, in_channels)
  std::vector<float> bias_;
};

}  // namespace leadwise::nn
