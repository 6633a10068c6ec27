#include "explain/conv_transpose1d_pass.hpp"

#include <algorithm>

#include "explain/matrix_product.hpp"

namespace leadwise::nn {
namespace {

/// From the stored (out_channels, kernel, in_channels).
std::vector<float> kernel_first(const ConvTranspose1d& layer, const std::vector<float>& stored) {
  std::vector<float> turned(stored.size());
  for (std::size_t out = 0; out < layer.out_channels; ++out) {
    for (std::size_t k = 0; k < layer.kernel; ++k) {
      const auto from = stored.begin() + static_cast<std::ptrdiff_t>((out * layer.kernel + k) * layer.in_channels);
      const auto to = turned.begin() + static_cast<std::ptrdiff_t>((k * layer.out_channels + out) * layer.in_channels);
      std::copy_n(from, layer.in_channels, to);
    }
  }
  return turned;
}

}  // namespace

ConvTranspose1dPass::ConvTranspose1dPass(const ConvTranspose1d& layer, const ActivationShape& input,
                                         const std::vector<float>& weight, std::vector<float> bias)
    : layer_(layer), input_length_(input.length), weight_(kernel_first(layer, weight)), bias_(std::move(bias)) {}

Batch ConvTranspose1dPass::forward(Batch in, ReluMasks& /*masks*/) const {
  Batch out(in.points, full_width() - 2 * padding_width());
  std::vector<float> full, windows;
  const std::vector<float> turned = transposed(weight_, layer_.in_channels);
  for (std::size_t point = 0; point < in.points; ++point) {
    windows.assign(input_length_ * window_width(), 0.0F);
    add_product(float_rows(in.row(point), layer_.in_channels), float_rows(turned, window_width()), windows);
    full.resize(full_width());
    fill_rows(bias_, full);
    add_overlapping(windows, window_width(), window_distance(), full);
    std::copy_n(full.begin() + static_cast<std::ptrdiff_t>(padding_width()), out.width, out.row(point).begin());
  }
  return out;
}

Batch ConvTranspose1dPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, input_length_ * layer_.in_channels);
  std::vector<float> full(full_width(), 0.0F);
  const FloatRows windows = {full.data(), input_length_, window_width(), window_distance()};
  for (std::size_t point = 0; point < gradient.points; ++point) {
    std::copy_n(gradient.row(point).begin(), gradient.width,
                full.begin() + static_cast<std::ptrdiff_t>(padding_width()));
    add_product(windows, float_rows(weight_, layer_.in_channels), back.row(point));
  }
  return back;
}

}  // namespace leadwise::nn
