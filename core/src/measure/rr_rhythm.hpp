#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// How regular the beats follow each other, ectopic beats and the intervals around them left out.
RhythmRegularity judge_regularity(std::span<const Beat> beats);

}  // namespace leadwise
