#include "explain/conv1d_pass.hpp"

#include <algorithm>

#include "explain/float_rows.hpp"

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
  std::vector<float> padded(padded_width(), 0.0F);
  const auto weights = float_rows(weight_, window_width());
  for (std::size_t point = 0; point < in.points; ++point) {
    std::copy_n(in.row(point).begin(), in.width, padded.begin() + static_cast<std::ptrdiff_t>(padding_width()));
    auto sums = writable_rows(out.row(point), layer_.out_channels);
    sums.noalias() = float_rows(padded, output_length_, window_width(), window_distance()) * weights.transpose();
    sums.rowwise() += float_vector(bias_);
  }
  return out;
}

Batch Conv1dPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, input_length_ * layer_.in_channels);
  std::vector<float> padded;
  FloatMatrix windows;
  const auto weights = float_rows(weight_, window_width());
  for (std::size_t point = 0; point < gradient.points; ++point) {
    windows.noalias() = float_rows(gradient.row(point), layer_.out_channels) * weights;
    padded.assign(padded_width(), 0.0F);
    add_overlapping(windows, window_distance(), padded);
    std::copy_n(padded.begin() + static_cast<std::ptrdiff_t>(padding_width()), back.width, back.row(point).begin());
  }
  return back;
}

}  // namespace leadwise::nn
