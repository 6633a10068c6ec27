#pragma once

#include "leadwise/model_description.hpp"

namespace leadwise::training::testing {

/// The network of scripts/make_training_golden.py: 16 samples, 2 channels, 3 latents.
ModelDescription tiny_model(bool own);

}  // namespace leadwise::training::testing
