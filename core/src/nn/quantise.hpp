#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadwise::nn {

/// An int8 weight: value = scale of its output channel × quantised. Output channels are the outermost dimension.
struct ChannelQuantised {
  std::vector<std::int8_t> values;
  std::vector<float> scales;
};

/// Symmetric, per output channel: the channel's largest magnitude becomes 127. A channel of zeros has scale 1.
/// `weights` must be finite and hold a multiple of out_channels values.
ChannelQuantised quantise_per_channel(std::span<const float> weights, std::size_t out_channels);

}  // namespace leadwise::nn
