#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "beats/beat_morphologies.hpp"

namespace leadwise {

/// Those of the found complexes that are T waves of the `dominant` morphology, true where one is: of another shape, much
/// broader, at one distance behind dominant beats that is short and always the same, and there behind the dominant beats, too, behind which
/// nothing was found; or, where something was found behind each of them, less steep than they or earlier than any ventricle
/// answers again. Ectopic beats in bigeminy are about as steep and come later.
std::vector<bool> find_t_beats(std::span<const LeadBeats> leads, const BeatMorphologies& found, std::size_t dominant);

}  // namespace leadwise
