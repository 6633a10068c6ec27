#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layer_shape.hpp"
#include "network.hpp"
#include "quantise.hpp"

struct xnn_subgraph;

namespace leadwise::nn {

/// A layer's parameters.
struct LayerWeights {
  std::vector<float> weight;
  std::vector<float> bias;
};

/// Builds an inference graph. Owns the weights for as long as the library needs them and the shapes of all values. The
/// first failure is kept and everything after it does nothing, so that callers look at an error once, in build().
/// Layers must fit their input (see output_shape).
class GraphBuilder {
 public:
  struct Value {
    std::uint32_t id = 0;
    ActivationShape shape;
  };

  /// `output_count` outputs will be named by output(). Whoever has a workspace has initialised the library.
  GraphBuilder(Workspace workspace, const ActivationShape& input, std::size_t output_count);

  Value input() const { return input_; }
  Value conv1d(const Value& in, const Conv1d& layer, LayerWeights weights);
  Value conv_transpose1d(const Value& in, const ConvTranspose1d& layer, LayerWeights weights);
  Value linear(const Value& in, const Linear& layer, LayerWeights weights);
  /// Each step of a sequence is quantised to int8 by its own range, then goes through the layer, which has no bias.
  Value int8_linear(const Value& in, const Linear& layer, ChannelQuantised weight);
  Value relu(const Value& in);
  Value global_average_pool(const Value& in);
  /// Flatten and Reshape: the same values in another shape.
  Value reshape(const Value& in, const ActivationShape& shape);
  /// Vectors one after the other.
  Value concatenate(const std::vector<Value>& vectors);
  /// Names the network's next output.
  void output(const Value& value);

  /// Errors: InferenceFailed, OutOfMemory.
  Result<Network> build() &&;

 private:
  struct SubgraphDeleter {
    void operator()(xnn_subgraph* subgraph) const;
  };

  bool is_sound() const { return !error_; }
  void check(int status, const char* what);
  Value next_of(const Value& in, const Layer& layer, const char* what);
  Value value(const ActivationShape& shape, const char* what);
  Value external(const ActivationShape& shape, std::uint32_t id, std::uint32_t flags);
  std::uint32_t static_floats(const std::vector<float>& values, const std::vector<std::size_t>& shape);
  std::uint32_t static_int8(const ChannelQuantised& weight, const std::vector<std::size_t>& shape);
  Value quantised(const Value& in);

  Workspace workspace_;
  std::unique_ptr<xnn_subgraph, SubgraphDeleter> subgraph_;
  std::deque<LayerWeights> weights_;  // deques: their elements never move
  std::deque<ChannelQuantised> int8_weights_;
  std::map<std::uint32_t, Value> quantised_;
  std::optional<Error> error_;
  Value input_;
  std::vector<std::size_t> output_sizes_;
};

}  // namespace leadwise::nn
