#pragma once

#include <cstddef>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise::nn {

/// More make the products no faster.
inline constexpr std::size_t kMostPointsAtOnce = 32;
/// Bytes that the masks of all leads may take, and that one batch of activations may take.
inline constexpr std::size_t kMostPassBytes = std::size_t{1} << 26U;

/// How many points of a path can be passed through the network together within these bounds. The description must have been
/// checked. Error: TooLarge where not even one can.
Result<std::size_t> points_at_once(const ModelDescription& model, std::size_t lead_count);

}  // namespace leadwise::nn
