#pragma once

#include <span>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Aligns the QRS complexes found at `qrs_s` to each other and tells those of the dominant morphology from ectopic,
/// paced and unclassified ones. `leads`: usable leads at kModelRateHz. `paced`: what the file says, if anything.
std::vector<Beat> classify_beats(const LeadSamples& leads, std::span<const double> qrs_s, std::optional<bool> paced);

}  // namespace leadwise
