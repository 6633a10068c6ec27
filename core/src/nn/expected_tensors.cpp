#include "layer_shape.hpp"
#include "leadwise/model_description.hpp"
#include "model_description_check.hpp"

namespace leadwise {
namespace {

void add_weighted(std::vector<TensorShape>& tensors, const std::string& prefix, const Layer& layer) {
  std::vector<std::size_t> shape = nn::weight_shape(layer);
  if (shape.empty())
    return;
  const std::size_t out = shape.front();
  tensors.push_back({prefix + ".weight", std::move(shape), true});
  tensors.push_back({prefix + ".bias", {out}, false});
}

void add_stack(std::vector<TensorShape>& tensors, const std::string& prefix, const std::vector<Layer>& layers) {
  for (std::size_t i = 0; i < layers.size(); ++i)
    add_weighted(tensors, prefix + "." + std::to_string(i), layers[i]);
}

void add_encoder(std::vector<TensorShape>& tensors, const ModelDescription& model, Lead lead) {
  const std::string prefix = "encoder." + std::string(lead_name(lead));
  add_stack(tensors, prefix + ".trunk", model.encoder.trunk);
  for (std::size_t r = 0; r < model.encoder.readouts.size(); ++r) {
    add_stack(tensors, prefix + ".readout." + std::to_string(r), model.encoder.readouts[r]);
  }
  const Layer latent = Linear{nn::readout_width(model), model.latent_size};
  add_weighted(tensors, prefix + ".mu", latent);
  add_weighted(tensors, prefix + ".logvar", latent);
}

}  // namespace

std::vector<TensorShape> expected_tensors(const ModelDescription& description) {
  std::vector<TensorShape> tensors;
  for (const Lead lead : description.leads)
    add_encoder(tensors, description, lead);
  if (description.decoder.lead_embedding) {
    tensors.push_back({"decoder.lead_embedding", {kLeadCount, description.latent_size}, false});
  }
  add_stack(tensors, "decoder", description.decoder.layers);
  for (const auto& head : description.heads)
    add_stack(tensors, "head." + head.id, head.layers);
  return tensors;
}

}  // namespace leadwise
