#pragma once

#include <vector>

#include "signs/sign.hpp"

namespace leadwise {

/// Right and extreme axis deviation, axis from +90 and from +110 degrees. Six leads suffice.
std::vector<Criterion> axis_signs(const SignContext& context);

/// An axis between -90 and -180 degrees: neither right nor left.
bool is_extreme_axis(double axis_deg);
/// More than +90 and up to +180 degrees.
bool is_right_axis(double axis_deg);

}  // namespace leadwise
