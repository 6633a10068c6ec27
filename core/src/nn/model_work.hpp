#pragma once

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise::nn {

/// Bounds on a whole model, far above the published network's 0.2 million steps and 0.6 billion multiplications. Many layers that
/// are each within their bounds could otherwise make a small file ask for gigabytes: the inference library keeps a pointer
/// for every step and place in a kernel.
inline constexpr double kMostModelKernelSteps = 8e6;
inline constexpr double kMostModelMultiplications = 8e9;

/// Adds up what one answer takes over all leads, readouts, the decoder and the heads. The description's shapes must
/// have been checked. Error: TooLarge.
Result<void> check_model_work(const ModelDescription& model);

}  // namespace leadwise::nn
