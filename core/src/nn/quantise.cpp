#include "quantise.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leadwise::nn {
namespace {

constexpr float kLargestStep = 127.0F;

float scale_of(std::span<const float> channel) {
  float largest = 0.0F;
  for (const float weight : channel)
    largest = std::max(largest, std::fabs(weight));
  if (largest == 0.0F)
    return 1.0F;
  // The inference library takes normal numbers only as scales.
  return std::max(largest / kLargestStep, std::numeric_limits<float>::min());
}

std::int8_t step_of(float weight, float scale) {
  // nearbyint rounds ties to even, as every IEEE 754 platform does by default.
  const float step = std::nearbyint(weight / scale);
  return static_cast<std::int8_t>(std::clamp(step, -kLargestStep, kLargestStep));
}

}  // namespace

ChannelQuantised quantise_per_channel(std::span<const float> weights, std::size_t out_channels) {
  ChannelQuantised result;
  result.values.reserve(weights.size());
  const std::size_t per_channel = out_channels == 0 ? 0 : weights.size() / out_channels;
  for (std::size_t c = 0; c < out_channels; ++c) {
    const auto channel = weights.subspan(c * per_channel, per_channel);
    const float scale = scale_of(channel);
    result.scales.push_back(scale);
    for (const float weight : channel)
      result.values.push_back(step_of(weight, scale));
  }
  return result;
}

}  // namespace leadwise::nn
