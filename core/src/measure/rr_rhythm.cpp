#include "rr_rhythm.hpp"

namespace leadwise {

RhythmRegularity judge_regularity(std::span<const Beat>) { return RhythmRegularity::unknown; }

}  // namespace leadwise
