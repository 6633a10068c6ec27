#pragma once

#include <vector>

#include "signs/sign.hpp"

namespace leadwise {

/// The two catheter-validated rules that join the ECG to bedside values: Kovacs 2016 and Bonderman 2011. "Met" means
/// that the publication's conditions for a low likelihood hold, in its kind of patients, and no more. A finding that
/// breaks a rule decides it whatever else is missing.
std::vector<Criterion> bedside_rules(const SignContext& context, const BedsideValues& bedside);

}  // namespace leadwise
