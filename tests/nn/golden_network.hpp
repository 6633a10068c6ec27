#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "leadwise/model_description.hpp"

namespace leadwise::testing {

/// A network whose outputs PyTorch computed (tests/golden/nn, made by scripts/make_nn_golden.py).
struct GoldenNetwork {
  ModelDescription description;
  nlohmann::json expected;

  double head_gain() const { return expected["head_gain"].get<double>(); }
};

/// The published network, of three leads (in two groups of the fusion) and with a head on two of them.
GoldenNetwork golden_paper();
GoldenNetwork golden_leadwise();

/// Weight file of the network's formula weights.
std::vector<std::uint8_t> golden_weight_file(const GoldenNetwork& golden, WeightType type);

}  // namespace leadwise::testing
