#include "stored_layers.hpp"

namespace leadwise::nn {
namespace {

using Value = GraphBuilder::Value;

/// Adds one layer of whatever type.
class LayerAdder {
 public:
  LayerAdder(GraphBuilder& graph, const Value& in, const StoredModel& stored, const std::string& prefix)
      : graph_(graph), in_(in), stored_(stored), prefix_(prefix) {}

  Value operator()(const Conv1d& layer) const { return graph_.conv1d(in_, layer, weights()); }
  Value operator()(const ConvTranspose1d& layer) const { return graph_.conv_transpose1d(in_, layer, weights()); }
  Value operator()(const Linear& layer) const { return graph_.linear(in_, layer, weights()); }
  Value operator()(const Relu&) const { return graph_.relu(in_); }
  Value operator()(const Flatten&) const { return graph_.reshape(in_, vector_shape(in_.shape.values())); }
  Value operator()(const GlobalAveragePool&) const { return graph_.global_average_pool(in_); }
  Value operator()(const Reshape& layer) const {
    return graph_.reshape(in_, sequence_shape(layer.length, layer.channels));
  }

 private:
  LayerWeights weights() const { return {stored_.floats(prefix_ + ".weight"), stored_.floats(prefix_ + ".bias")}; }

  GraphBuilder& graph_;
  const Value& in_;
  const StoredModel& stored_;
  const std::string& prefix_;
};

}  // namespace

Value add_layer(GraphBuilder& graph, const Value& in, const Layer& layer, const StoredModel& stored,
                const std::string& prefix) {
  return std::visit(LayerAdder(graph, in, stored, prefix), layer);
}

Value add_layers(GraphBuilder& graph, Value in, const std::vector<Layer>& layers, const StoredModel& stored,
                 const std::string& prefix) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    in = add_layer(graph, in, layers[i], stored, prefix + "." + std::to_string(i));
  }
  return in;
}

Result<Network> build_stack(const Workspace& workspace, const StoredModel& stored, const std::string& prefix,
                            const std::vector<Layer>& layers, const ActivationShape& input) {
  GraphBuilder graph(workspace, input, 1);
  graph.output(add_layers(graph, graph.input(), layers, stored, prefix));
  return std::move(graph).build();
}

}  // namespace leadwise::nn
