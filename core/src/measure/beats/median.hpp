#pragma once

#include <vector>

namespace leadwise {

/// The middle value, the upper one of two; 0 without values. Orders the values.
double median(std::vector<double>& values);

}  // namespace leadwise
