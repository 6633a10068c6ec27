#pragma once

#include <string>
#include <vector>

#include "network/dropout.hpp"
#include "network/network.hpp"

namespace leadwise::training {

/// Runs a stack of layers whose tensors are named `prefix`.<i>.weight and .bias. Sequences flow as the description has
/// them, (batch, length, channels). `dropout`, where given, acts behind each ReLU.
torch::Tensor apply_layers(torch::Tensor x, const std::vector<Layer>& layers, const Parameters& parameters,
                           const std::string& prefix, Dropout* dropout = nullptr);

/// A linear layer whose tensors are named `prefix`.weight and .bias.
torch::Tensor apply_linear(const torch::Tensor& x, const Parameters& parameters, const std::string& prefix);

}  // namespace leadwise::training
