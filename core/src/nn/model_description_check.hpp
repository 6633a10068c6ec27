#pragma once

#include <vector>

#include "layer_shape.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise::nn {

inline constexpr std::size_t kMostLayers = 64;  ///< in one stack
inline constexpr std::size_t kMostReadouts = 16;
inline constexpr std::size_t kMostHeads = 64;
inline constexpr std::size_t kMostGroups = 4095;  ///< of a fusion: every subset of twelve leads
/// Leads in all groups together, times the latent's size: what a fusion computes.
inline constexpr std::size_t kMostFusionTerms = std::size_t{1} << 23U;
inline constexpr std::size_t kLargestLatent = 65536;

/// Whether the description holds together: shapes all through, leads, ranges. Errors: InvalidModelDescription naming
/// the field, TooLarge.
Result<void> check_model_description(const ModelDescription& description);

/// Shape at the end of the trunk, and the width of the concatenated readouts. The description must have been checked.
ActivationShape trunk_output(const ModelDescription& description);
std::size_t readout_width(const ModelDescription& description);

/// Features that a head's first layer takes.
std::size_t head_input_width(const ModelDescription& description, const HeadDescription& head);

}  // namespace leadwise::nn
