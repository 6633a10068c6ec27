#pragma once

#include "explain/path_gradient.hpp"
#include "leadwise/attribution.hpp"

namespace leadwise::nn {

/// Adds up a path's gradients by the trapezoidal rule, with twice as many steps until Explainer's bounds are met or its most
/// steps are taken; the points of the coarser steps are used again. `gradient` is of the path from `from` to `to` and has no
/// sums yet; `at_once` as points_at_once() says. Error: InferenceFailed.
Result<Attribution> integrate_path(PathGradient& gradient, const ModelInput& from, const ModelInput& to,
                                   std::size_t at_once);

}  // namespace leadwise::nn
