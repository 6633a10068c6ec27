#include "explain/points_at_once.hpp"

#include <algorithm>

#include "layer_shape.hpp"
#include "model_description_check.hpp"

namespace leadwise::nn {
namespace {

/// What one point needs of an encoder.
struct PointBytes {
  std::size_t masks = 0;
  std::size_t largest_activation = 0;
};

void add_stack(const std::vector<Layer>& layers, ActivationShape shape, PointBytes& bytes) {
  for (const Layer& layer : layers) {
    shape = output_shape(layer, shape, "").value_or(shape);
    bytes.largest_activation = std::max(bytes.largest_activation, shape.values() * sizeof(float));
    if (std::holds_alternative<Relu>(layer))
      bytes.masks += shape.values();
  }
}

PointBytes encoder_bytes(const ModelDescription& model) {
  PointBytes bytes;
  add_stack(model.encoder.trunk, sequence_shape(model.samples, 1), bytes);
  for (const auto& readout : model.encoder.readouts)
    add_stack(readout, trunk_output(model), bytes);
  return bytes;
}

}  // namespace

Result<std::size_t> points_at_once(const ModelDescription& model, std::size_t lead_count) {
  const PointBytes bytes = encoder_bytes(model);
  const std::size_t most = std::max({bytes.masks * lead_count, bytes.largest_activation, std::size_t{1}});
  if (most > kMostPassBytes)
    return fail(ErrorCode::TooLarge, "the network is too large to be explained");
  return std::min(kMostPassBytes / most, kMostPointsAtOnce);
}

}  // namespace leadwise::nn
