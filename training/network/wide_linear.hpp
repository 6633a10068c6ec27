#pragma once

#include <torch/types.h>

namespace leadwise::training {

/// Whether wide_linear takes these: floats in this machine's memory, sixteen times as many inputs as outputs, and a libtorch whose oneDNN
/// can be seen from outside.
bool is_wide_linear(const torch::Tensor& x, const torch::Tensor& weight);

/// What torch::linear answers, by oneDNN's products in the place of the BLAS's. x: (batch, in), weight: (out, in), bias: (out). Of few
/// ECGs and 10 million weights OpenBLAS first copies the weights into an order of its own, at every product; oneDNN need not.
torch::Tensor wide_linear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias);

}  // namespace leadwise::training
