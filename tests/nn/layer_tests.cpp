#include <algorithm>
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "formula.hpp"
#include "graph_builder.hpp"

using namespace leadwise;
using namespace leadwise::nn;

namespace {

std::vector<float> numbers(const std::string& name, std::size_t count) {
  std::vector<float> values;
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(static_cast<float>(leadwise::testing::formula_uniform(leadwise::testing::fnv1a(name), i)));
  }
  return values;
}

template <class L>
LayerWeights weights_for(const L& layer) {
  return {numbers("weight", layer.out_channels * layer.kernel * layer.in_channels),
          numbers("bias", layer.out_channels)};
}

/// Runs a graph of one layer that `add` puts between input and output.
template <class Add>
std::vector<float> run(const ActivationShape& shape, const std::vector<float>& input, Add add) {
  GraphBuilder graph(make_workspace().value(), shape, 1);
  graph.output(add(graph, graph.input()));
  auto network = std::move(graph).build();
  INFO((network ? std::string() : network.error().message));
  REQUIRE(network.has_value());
  std::copy(input.begin(), input.end(), network->input().begin());
  REQUIRE(network->run().has_value());
  const auto output = network->output(0);
  return {output.begin(), output.end()};
}

/// Adds to each output what one input contributes through one place of the kernel.
template <class L>
void contribute(const L& layer, const std::vector<float>& weight, const float* from, float* to, std::size_t k) {
  for (std::size_t o = 0; o < layer.out_channels; ++o) {
    for (std::size_t i = 0; i < layer.in_channels; ++i) {
      to[o] += from[i] * weight[(o * layer.kernel + k) * layer.in_channels + i];
    }
  }
}

std::vector<float> biased(const std::vector<float>& bias, std::size_t length) {
  std::vector<float> out;
  for (std::size_t t = 0; t < length; ++t)
    out.insert(out.end(), bias.begin(), bias.end());
  return out;
}

/// The definition of the convolution: out[t] = bias + sum over k of weight[k] · in[t · stride + k - padding].
std::vector<float> defined(const Conv1d& layer, const LayerWeights& w, const std::vector<float>& in,
                           std::size_t length) {
  const std::size_t out_length = (length + 2 * layer.padding - layer.kernel) / layer.stride + 1;
  std::vector<float> out = biased(w.bias, out_length);
  for (std::size_t t = 0; t < out_length; ++t) {
    for (std::size_t k = 0; k < layer.kernel; ++k) {
      const std::size_t at = t * layer.stride + k;
      if (at < layer.padding || at - layer.padding >= length)
        continue;
      contribute(layer, w.weight, &in[(at - layer.padding) * layer.in_channels], &out[t * layer.out_channels], k);
    }
  }
  return out;
}

/// And of the transposed one: every input t adds weight[k] · in[t] to out[t · stride + k - padding].
std::vector<float> defined(const ConvTranspose1d& layer, const LayerWeights& w, const std::vector<float>& in,
                           std::size_t length) {
  const std::size_t out_length = (length - 1) * layer.stride + layer.kernel + layer.output_padding - 2 * layer.padding;
  std::vector<float> out = biased(w.bias, out_length);
  for (std::size_t t = 0; t < length; ++t) {
    for (std::size_t k = 0; k < layer.kernel; ++k) {
      const std::size_t at = t * layer.stride + k;
      if (at < layer.padding || at - layer.padding >= out_length)
        continue;
      contribute(layer, w.weight, &in[t * layer.in_channels], &out[(at - layer.padding) * layer.out_channels], k);
    }
  }
  return out;
}

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest, std::fabs(static_cast<double>(a[i] - b[i])));
  return largest;
}

std::vector<float> apply(const Conv1d& layer, const std::vector<float>& in, std::size_t length) {
  return run(sequence_shape(length, layer.in_channels), in,
             [&](GraphBuilder& graph, const auto& x) { return graph.conv1d(x, layer, weights_for(layer)); });
}

std::vector<float> apply(const ConvTranspose1d& layer, const std::vector<float>& in, std::size_t length) {
  return run(sequence_shape(length, layer.in_channels), in,
             [&](GraphBuilder& graph, const auto& x) { return graph.conv_transpose1d(x, layer, weights_for(layer)); });
}

}  // namespace

TEST_CASE("Convolutions of any kernel, stride and padding follow their definition") {
  for (const std::size_t channels : {std::size_t{1}, std::size_t{3}}) {
    for (const std::size_t kernel : {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{9}}) {
      for (const std::size_t stride : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
        for (const std::size_t padding : {std::size_t{0}, kernel / 2, kernel - 1}) {
          const Conv1d layer{channels, 5, kernel, stride, padding};
          const auto in = numbers("input", 17 * channels);
          INFO(channels << " " << kernel << " " << stride << " " << padding);
          const auto actual = apply(layer, in, 17);
          CHECK(largest_difference(actual, defined(layer, weights_for(layer), in, 17)) < 1e-5);
        }
      }
    }
  }
}

TEST_CASE("Transposed convolutions of any kernel, stride and paddings follow their definition") {
  for (const std::size_t out_channels : {std::size_t{1}, std::size_t{6}}) {
    for (const std::size_t kernel : {std::size_t{1}, std::size_t{4}, std::size_t{9}}) {
      for (const std::size_t stride : {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{7}}) {
        for (const std::size_t padding : {std::size_t{0}, kernel / 2}) {
          for (std::size_t output_padding = 0; output_padding < stride; output_padding += 2) {
            const ConvTranspose1d layer{3, out_channels, kernel, stride, padding, output_padding};
            const auto in = numbers("input", 11 * 3);
            INFO(out_channels << " " << kernel << " " << stride << " " << padding << " " << output_padding);
            CHECK(largest_difference(apply(layer, in, 11), defined(layer, weights_for(layer), in, 11)) < 1e-5);
          }
        }
      }
    }
  }
}

TEST_CASE("The average pool is the mean over time, and a ReLU keeps what is positive") {
  const std::vector<float> in = {1, -10, 2, -20, 3, -30, 6, 60};
  const auto pooled =
      run(sequence_shape(4, 2), in, [](GraphBuilder& graph, const auto& x) { return graph.global_average_pool(x); });
  CHECK(pooled == std::vector<float>{3, 0});
  const auto positive = run(sequence_shape(4, 2), in, [](GraphBuilder& graph, const auto& x) { return graph.relu(x); });
  CHECK(positive == std::vector<float>{1, 0, 2, 0, 3, 0, 6, 60});
}

TEST_CASE("A layer that does not fit its input fails the build and nothing else") {
  GraphBuilder graph(make_workspace().value(), sequence_shape(4, 2), 1);
  const Conv1d layer{3, 1, 1, 1, 0};
  graph.output(graph.relu(graph.conv1d(graph.input(), layer, weights_for(layer))));
  const auto network = std::move(graph).build();
  REQUIRE_FALSE(network.has_value());
  CHECK(network.error().message.find("in_channels 3") != std::string::npos);
}
