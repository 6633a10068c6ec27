#pragma once

#include <string>
#include <vector>

#include "graph_builder.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// Adds a stored layer to the graph; the weights are those named `prefix`.weight and `prefix`.bias. Runs in fp32,
/// on the numbers that fp16 and int8 weights stand for.
GraphBuilder::Value add_layer(GraphBuilder& graph, const GraphBuilder::Value& in, const Layer& layer,
                              const StoredModel& stored, const std::string& prefix);

/// Adds a stack of layers, `prefix`.0, `prefix`.1, ...
GraphBuilder::Value add_layers(GraphBuilder& graph, GraphBuilder::Value in, const std::vector<Layer>& layers,
                               const StoredModel& stored, const std::string& prefix);

/// A network of one stack.
Result<Network> build_stack(const Workspace& workspace, const StoredModel& stored, const std::string& prefix,
                            const std::vector<Layer>& layers, const ActivationShape& input);

}  // namespace leadwise::nn
