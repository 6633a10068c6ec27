#pragma once

#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/model.hpp"
#include "network/network.hpp"

namespace leadwise::training {

/// The largest difference of probabilities that an exported file may show against libtorch.
double agreement_limit(WeightType type);

/// Largest difference of any head's probability between the core's model and the network on one recording; 1 where one is not
/// a number. Error: whatever preparing or the model answers.
Result<double> difference_on(Model& model, const Network& network, const EcgRecord& record);

/// Largest difference of any head's probability between the core's model and the network, on simulated ECGs with and
/// without overload. As difference_on.
Result<double> largest_difference(Model& model, const Network& network);

}  // namespace leadwise::training
