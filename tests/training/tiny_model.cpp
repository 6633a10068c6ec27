#include "tiny_model.hpp"

namespace leadwise::training::testing {

ModelDescription tiny_model(bool own) {
  ModelDescription model = own ? leadwise_preset() : paper_preset();
  model.samples = 16;
  model.latent_size = 3;
  model.heads.clear();
  model.encoder = {{Conv1d{1, 2, 3, 2, 1}, Relu{}, Flatten{}}, {{}}};
  model.fusion.groups = paper_preset().fusion.groups;
  model.decoder.layers = {Linear{3, 16}, Reshape{8, 2}, ConvTranspose1d{2, 1, 4, 2, 1, 0}};
  return model;
}

}  // namespace leadwise::training::testing
