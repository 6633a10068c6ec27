#pragma once

#include "leadwise/metrics.hpp"

namespace leadwise::evaluate {

/// Wilson's 95 % interval of a share among `count` independent draws (Wilson 1927). count > 0.
MetricInterval wilson_interval(double share, double count);

}  // namespace leadwise::evaluate
