#pragma once

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Takes the P waves' marks away, of single beats and of the representative one, where they tell nothing: in an irregularly
/// irregular rhythm whose PR intervals scatter, as of fibrillation's waves, and where hardly a lead shows a summit between
/// them, as of a P wave that begins on the T wave before. The amplitudes are measured already; true where they are to be
/// measured anew.
bool withdraw_doubtful_p(EcgMeasurement& measured);

}  // namespace leadwise
