#pragma once

#include "leadwise/model_description.hpp"
#include "leadwise/signal.hpp"

namespace leadwise::nn {

/// Only the head's leads, in its order. Errors: UnsupportedLeadSet naming a lead that is not there, InvalidArgument for
/// leads of another length than `samples`, NonFiniteSample.
Result<ModelInput> head_input(const ModelInput& input, const HeadDescription& head, std::size_t samples);

}  // namespace leadwise::nn
