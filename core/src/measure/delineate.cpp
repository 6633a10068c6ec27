#include "delineate.hpp"

namespace leadwise {

void delineate_representative(RepresentativeBeat&, std::span<const Beat>, RhythmRegularity) {}

}  // namespace leadwise
