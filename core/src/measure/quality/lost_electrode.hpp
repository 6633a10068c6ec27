#pragma once

#include <optional>
#include <span>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"
#include "quality/lead_figures.hpp"

namespace leadwise {

/// ImplausibleScale where a chest lead shows no QRS complexes: they are smaller than any chest lead's, or neither a single one
/// nor what all beats repeat stands out of the lead's noise and hum. nullopt for limb leads, which may lie across the axis, and
/// without beats. `samples_mv` at kModelRateHz.
std::optional<Error> lost_electrode_error(Lead lead, const LeadFigures& figures, std::span<const double> samples_mv,
                                          std::span<const double> qrs_s);

}  // namespace leadwise
