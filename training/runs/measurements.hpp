#pragma once

#include <map>
#include <string>

namespace leadwise::training {

/// Means over an epoch or a batch, by name, for the log.
using Measurements = std::map<std::string, double>;

}  // namespace leadwise::training
