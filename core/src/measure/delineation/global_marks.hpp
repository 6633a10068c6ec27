#pragma once

#include <cstddef>
#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Of one beat over all leads: each wave's earliest onset and latest end, without peaks. A lone lead that is far from
/// the next one is left out.
WaveMarks global_marks(std::span<const LeadDelineation> leads, std::size_t beat);

}  // namespace leadwise
