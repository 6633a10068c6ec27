#pragma once

#include <span>
#include <string>
#include <vector>

#include "network.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// Linear layers of int8 weights on one vector of activations, which are quantised as they come, to two int8 digits:
///   x ≈ coarse·n + fine·m,  coarse = max|x| / 127,  fine = coarse / 254,  n and m in -127..127.
/// One digit would be the usual dynamic quantisation. But where a value lies between two steps of it, the last bit of
/// the arithmetic decides, and another processor's answer then differs by a whole step. The second digit makes up for
/// whatever the first one did. Both are one pass over the weights.
class Int8Linear {
 public:
  /// Whether a layer is worth it, and its sums of products stay within 32 bits.
  static bool is_for(const Linear& layer) { return layer.in_features >= 4096 && layer.in_features <= 65536; }

  /// Layers of one shape, stored as int8 under these names.
  static Result<Int8Linear> build(const Workspace& workspace, const StoredModel& stored, const Linear& layer,
                                  const std::vector<std::string>& names);

  /// One output a layer. `x` must be finite.
  Result<std::vector<std::vector<float>>> run(std::span<const float> x);

 private:
  Int8Linear(Network network, std::vector<std::vector<float>> biases)
      : network_(std::move(network)), biases_(std::move(biases)) {}

  Network network_;
  std::vector<std::vector<float>> biases_;
};

}  // namespace leadwise::nn
