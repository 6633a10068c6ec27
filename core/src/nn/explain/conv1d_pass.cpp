#include "explain/conv1d_pass.hpp"

#include <algorithm>

#include "explain/matrix_product.hpp"

namespace leadwise::nn {

Conv1dPass::Conv1dPass(const Conv1d& layer, const ActivationShape& input, std::vector<float> weight,
                       std::vector<float> bias)
    : layer_(layer),
      input_length_(input.length),
      output_length_((input.length + 2 * layer.padding - layer.kernel) / layer.stride + 1),
      weight_(std::move(weight)),
      bias_(std::move(bias)) {}

Batch Conv1dPass::forward(Batch in, ReluMasks& /*masks*/) const {
  Batch out(in.points, output_length_ * layer_.out_channels);
  fill_rows(bias_, out.values);
  std::vector<float> padded(padded_width(), 0.0F);
  const std::vector<float> turned = transposed(weight_, window_width());
  const FloatRows windows = {padded.data(), output_length_, window_width(), window_distance()};
  for (std::size_t point = 0; point < in.points; ++point) {
    std::copy_n(in.row(point).begin(), in.width, padded.begin() + static_cast<std::ptrdiff_t>(padding_width()));
    add_product(windows, float_rows(turned, layer_.out_channels), out.row(point));
  }
  return out;
}

Batch Conv1dPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, input_length_ * layer_.in_channels);
  std::vector<float> padded, windows;
  for (std::size_t point = 0; point < gradient.points; ++point) {
    windows.assign(output_length_ * window_width(), 0.0F);
    add_product(float_rows(gradient.row(point), layer_.out_channels), float_rows(weight_, window_width()), windows);
    padded.assign(padded_width(), 0.0F);
    add_overlapping(windows, window_width(), window_distance(), padded);
    std::copy_n(padded.begin() + static_cast<std::ptrdiff_t>(padding_width()), back.width, back.row(point).begin());
  }
  return back;
}

}  // namespace leadwise::nn
