#pragma once

#include <span>
#include <vector>

#include "leadwise/beats.hpp"

namespace leadwise {

/// What a QRS complex looks like in one lead: 60 ms to both sides of a beat's time, the mean taken off. Empty where the
/// lead shows nothing.
using LeadPattern = std::vector<double>;

/// A QRS complex in several leads of one length and sampling rate.
struct QrsPattern {
  /// One a lead.
  std::vector<LeadPattern> leads;

  bool is_empty() const;
};

/// Where a beat fits a pattern best.
struct PatternMatch {
  double time_s;
  /// Of all leads together, -1 to 1: 1 for the same shape, whatever its size; 0 where nothing can be compared.
  double correlation;
};

/// The pattern of the median of the beats.
QrsPattern find_qrs_pattern(std::span<const LeadBeats> leads, std::span<const double> beats_s);

/// Searches from `reach_s` before to `reach_s` after `beat_s`, sample by sample. Leads with a missing sample there tell
/// nothing.
PatternMatch match_pattern(const QrsPattern& pattern, std::span<const LeadBeats> leads, double beat_s, double reach_s);

}  // namespace leadwise
