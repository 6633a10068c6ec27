#pragma once

#include <span>

#include "beats/qrs_pattern.hpp"

namespace leadwise {

/// Where a beat fits a pattern best, and how well: correlations, the mean of the leads' own, each lead weighted by the
/// energy that it has in the pattern, so that a lead that comes off costs its share and no more. 1 for the same shape,
/// whatever its size; 0 where nothing can be compared.
struct ShapeMatch {
  double time_s;
  double correlation;
  /// Without the quarter of the leads that fit worst: artefacts are of one electrode or two, another shape shows in all.
  double of_most_leads;
};

/// Searches from `reach_s` before to `reach_s` after `beat_s`, in steps of 6 ms and then sample by sample.
ShapeMatch match_shape(const QrsPattern& pattern, std::span<const LeadBeats> leads, double beat_s, double reach_s);

}  // namespace leadwise
