#include <torch/torch.h>
#include <catch2/catch_test_macros.hpp>

#include "network/layers.hpp"
#include "network/wide_linear.hpp"

namespace leadwise::training {
namespace {

using torch::Tensor;

Tensor learnt(std::vector<std::int64_t> shape) { return torch::randn(shape).requires_grad_(true); }

double largest_difference(const Tensor& a, const Tensor& b) {
  REQUIRE(a.sizes() == b.sizes());
  return (a - b).abs().max().item<double>() / b.abs().max().item<double>();
}

/// Values and gradients by every tensor of `inputs`, of what ours and libtorch's own make of them.
void check_same(const Tensor& ours, const Tensor& theirs, const std::vector<Tensor>& inputs) {
  constexpr double kRounding = 1e-5;
  CHECK(largest_difference(ours, theirs) < kRounding);
  const auto weights = torch::randn_like(theirs);
  const auto our_gradients = torch::autograd::grad({(ours * weights).sum()}, inputs);
  const auto their_gradients = torch::autograd::grad({(theirs * weights).sum()}, inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    CHECK(largest_difference(our_gradients[i], their_gradients[i]) < kRounding);
}

TEST_CASE("Convolutions of sequences with channels last are libtorch's with channels first, also by their gradients") {
  torch::manual_seed(7);
  for (const Conv1d layer : {Conv1d{3, 5, 3, 2, 1}, Conv1d{1, 4, 9, 5, 4}, Conv1d{6, 2, 1, 1, 0}}) {
    const auto x = learnt({2, 40, signed_size(layer.in_channels)});
    const auto weight = learnt({signed_size(layer.out_channels), signed_size(layer.kernel), x.size(2)});
    const auto bias = learnt({weight.size(0)});
    const auto theirs = torch::conv1d(x.transpose(1, 2), weight.permute({0, 2, 1}), bias, signed_size(layer.stride),
                                      signed_size(layer.padding));
    check_same(apply_layers(x, {layer}, {{"n.0.weight", weight}, {"n.0.bias", bias}}, "n"), theirs.transpose(1, 2),
               {x, weight, bias});
  }
}

// The last three lengthen by more or less than their stride: libtorch's own is taken there.
TEST_CASE("A transposed convolution is libtorch's, by phases or not, also by its gradients") {
  torch::manual_seed(8);
  for (const ConvTranspose1d layer :
       {ConvTranspose1d{3, 5, 4, 2, 1, 0}, ConvTranspose1d{4, 1, 9, 5, 2, 0}, ConvTranspose1d{2, 3, 3, 2, 1, 1},
        ConvTranspose1d{2, 2, 6, 2, 2, 0}, ConvTranspose1d{2, 3, 1, 3, 0, 2}, ConvTranspose1d{2, 3, 4, 2, 0, 0},
        ConvTranspose1d{2, 3, 3, 2, 1, 0}, ConvTranspose1d{2, 3, 5, 3, 0, 1}}) {
    const auto x = learnt({2, 7, signed_size(layer.in_channels)});
    const auto weight = learnt({signed_size(layer.out_channels), signed_size(layer.kernel), x.size(2)});
    const auto bias = learnt({weight.size(0)});
    const auto theirs =
        torch::conv_transpose1d(x.transpose(1, 2), weight.permute({2, 0, 1}), bias, signed_size(layer.stride),
                                signed_size(layer.padding), signed_size(layer.output_padding));
    check_same(apply_layers(x, {layer}, {{"n.0.weight", weight}, {"n.0.bias", bias}}, "n"), theirs.transpose(1, 2),
               {x, weight, bias});
  }
}

TEST_CASE("A wide linear layer is libtorch's, also by its gradients and where its weights are not learnt") {
  torch::manual_seed(9);
  const auto x = learnt({5, 640}), weight = learnt({8, 640}), bias = learnt({8});
  if (!is_wide_linear(x, weight))
    SKIP("this libtorch hides its oneDNN");
  check_same(wide_linear(x, weight, bias), torch::linear(x, weight, bias), {x, weight, bias});
  check_same(wide_linear(x, weight.detach(), bias.detach()), torch::linear(x, weight, bias), {x});
  check_same(wide_linear(x.detach(), weight, bias), torch::linear(x, weight, bias), {weight, bias});
  CHECK_FALSE(is_wide_linear(x, learnt({64, 640})));
  CHECK_FALSE(is_wide_linear(x.to(torch::kBFloat16), weight));
}

}  // namespace
}  // namespace leadwise::training
