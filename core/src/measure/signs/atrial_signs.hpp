#pragma once

#include <vector>

#include "signs/sign.hpp"

namespace leadwise {

/// P pulmonale and the Scranton score.
std::vector<Criterion> atrial_signs(const SignContext& context);

/// Depth times duration of the negative end of the P wave in V1, mV·ms, 0 or negative (Morris et al., Circulation
/// 29:242, 1964); nullopt without V1 or P wave.
std::optional<double> p_terminal_force_v1_mv_ms(const RepresentativeBeat& beat);

}  // namespace leadwise
