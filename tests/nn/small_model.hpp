#pragma once

#include "leadwise/model_description.hpp"

namespace leadwise::testing {

/// Three leads, 40 samples, every kind of layer: for tests that need a model and not its size.
inline ModelDescription small_model(WeightType type = WeightType::fp32) {
  ModelDescription model = leadwise_preset();
  model.name = "small";
  model.samples = 40;
  model.leads = {Lead::I, Lead::II, Lead::V1};
  model.encoder.trunk = {Conv1d{1, 4, 5, 2, 2}, Relu{}, Conv1d{4, 6, 3, 2, 1}, Relu{}};
  model.encoder.readouts = {{Conv1d{6, 2, 1, 1, 0}, Relu{}, Flatten{}}, {GlobalAveragePool{}}};
  model.latent_size = 8;
  model.decoder.layers = {Linear{8, 30}, Reshape{10, 3}, ConvTranspose1d{3, 4, 3, 2, 1, 1}, Relu{},
                          ConvTranspose1d{4, 1, 4, 2, 1, 0}};
  model.heads = {classifier_head(model, "three", "rv_overload", model.leads, 5, true),
                 classifier_head(model, "one", "rv_overload", {Lead::II}, 4, false)};
  model.weight_type = type;
  return model;
}

}  // namespace leadwise::testing
