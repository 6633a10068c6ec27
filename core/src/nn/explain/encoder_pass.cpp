#include "explain/encoder_pass.hpp"

#include <utility>

#include "model_description_check.hpp"

namespace leadwise::nn {
namespace {

void add_to(Batch& sum, const Batch& term) {
  for (std::size_t i = 0; i < sum.values.size(); ++i)
    sum.values[i] += term.values[i];
}

}  // namespace

EncoderPass EncoderPass::load(const StoredModel& stored, Lead lead) {
  const ModelDescription& model = stored.description();
  const std::string prefix = "encoder." + std::string(lead_name(lead));
  StackPass trunk = StackPass::load(model.encoder.trunk, sequence_shape(model.samples, 1), stored, prefix + ".trunk");
  std::vector<StackPass> readouts;
  for (std::size_t r = 0; r < model.encoder.readouts.size(); ++r) {
    const std::string name = prefix + ".readout." + std::to_string(r);
    readouts.push_back(StackPass::load(model.encoder.readouts[r], trunk.output(), stored, name));
  }
  const Linear latent = {readout_width(model), model.latent_size};
  LinearPass mu(latent, stored.floats(prefix + ".mu.weight"), stored.floats(prefix + ".mu.bias"));
  return EncoderPass(std::move(trunk), std::move(readouts), latent.in_features, std::move(mu));
}

Batch EncoderPass::forward(Batch samples, ReluMasks& masks) const {
  const Batch trunk = trunk_.forward(std::move(samples), masks);
  Batch features(trunk.points, width_);
  std::size_t first = 0;
  for (const StackPass& readout : readouts_) {
    place_columns(readout.forward(trunk, masks), first, features);
    first += readout.output().values();
  }
  return mu_.forward(std::move(features), masks);
}

Batch EncoderPass::backward(Batch mu_gradient, ReluMasks& masks) const {
  const Batch features = mu_.backward(std::move(mu_gradient), masks);
  Batch trunk(features.points, trunk_.output().values());
  std::size_t end = width_;
  // In the reverse order of forward(): the masks ask for it.
  for (auto readout = readouts_.rbegin(); readout != readouts_.rend(); ++readout) {
    Batch part(features.points, readout->output().values());
    end -= part.width;
    copy_columns(features, end, part);
    add_to(trunk, readout->backward(std::move(part), masks));
  }
  return trunk_.backward(std::move(trunk), masks);
}

}  // namespace leadwise::nn
