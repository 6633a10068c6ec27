#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise::nn {

/// Shape of what flows between layers: a sequence (length, channels), or a vector of `channels` features.
struct ActivationShape {
  std::size_t length = 1;
  std::size_t channels = 0;
  bool is_vector = false;

  std::size_t values() const { return length * channels; }
};

inline ActivationShape vector_shape(std::size_t features) { return {1, features, true}; }
inline ActivationShape sequence_shape(std::size_t length, std::size_t channels) { return {length, channels, false}; }

std::string to_text(const ActivationShape& shape);

/// What a layer makes of its input. Every quantity is bounded before it is formed, so a description cannot ask for
/// more memory or time than kLargestActivation and kLargestLayerWork. `place` names the layer in messages.
/// Errors: InvalidModelDescription (the layer does not fit its input), TooLarge.
Result<ActivationShape> output_shape(const Layer& layer, const ActivationShape& input, const std::string& place);

/// The same through a stack of layers.
Result<ActivationShape> output_shape(const std::vector<Layer>& layers, ActivationShape input, const std::string& place);

/// Shape of a layer's weight, output channels first; empty where the layer has none.
std::vector<std::size_t> weight_shape(const Layer& layer);

/// Values in a tensor of this shape; nullopt where that exceeds kLargestTensor.
std::optional<std::size_t> tensor_values(const std::vector<std::size_t>& shape);

/// Bounds with room above the published network, whose largest tensor has 10,240,000 values and whose largest
/// activation has 80,000.
inline constexpr std::size_t kLargestTensor = std::size_t{1} << 27U;
inline constexpr std::size_t kLargestActivation = std::size_t{1} << 22U;
inline constexpr std::size_t kLongestKernel = 512;
inline constexpr std::size_t kMostKernelSteps = std::size_t{1} << 22U;
inline constexpr std::size_t kLargestLayerWork = std::size_t{1} << 30U;  ///< multiplications

}  // namespace leadwise::nn
