#pragma once

#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Marks the waves of every single beat, globally and per lead, from all leads together: what a lead shows poorly is
/// taken from where the others and the neighbouring beats show it. P waves are marked where they are seen, whatever the
/// beat's type: before an ectopic beat only where it has one, in atrial fibrillation and flutter none. Waves that the
/// record's ends cut off stay absent. Within a lead marks never overlap. `leads` at kModelRateHz; time and memory are
/// linear in the record.
Delineation delineate_beats(const LeadSamples& leads, std::span<const Beat> beats);

}  // namespace leadwise
