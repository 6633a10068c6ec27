#pragma once

#include <vector>

#include "signs/sign.hpp"

namespace leadwise {

/// R over S in V1, S in V5 or V6, Butler and Leggett's sum, qR in V1, S1S2S3.
std::vector<Criterion> voltage_signs(const SignContext& context);

}  // namespace leadwise
