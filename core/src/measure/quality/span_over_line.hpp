#pragma once

#include <span>

namespace leadwise {

/// From the lowest to the highest point of some samples, from the line between their ends (20 ms of each): what a drift moves on
/// meanwhile does not count. 0 of less than four samples.
double span_over_line(std::span<const double> samples);

}  // namespace leadwise
