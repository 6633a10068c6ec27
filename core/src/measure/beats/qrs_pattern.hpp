#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/beats.hpp"

namespace leadwise {

/// How far a pattern reaches to both sides of a beat's time.
inline constexpr double kPatternReachS = 0.060;

/// What a QRS complex looks like in one lead around a beat's time, the mean taken off. Empty where the lead shows
/// nothing.
using LeadPattern = std::vector<double>;

/// A QRS complex in several leads of one length and sampling rate: one pattern a lead.
using QrsPattern = std::vector<LeadPattern>;

/// The pattern of the median of the beats.
QrsPattern find_qrs_pattern(std::span<const LeadBeats> leads, std::span<const double> beats_s);

/// What a lead shows around a sample, beside a pattern: sums over the pattern's samples. All 0 where the lead does not
/// reach so far or a sample is missing.
struct PatternComparison {
  double covariance = 0.0;
  double variance = 0.0;
  double pattern_variance = 0.0;
};

PatternComparison compare_with_pattern(const LeadPattern& pattern, const LeadBeats& lead, std::ptrdiff_t sample);

}  // namespace leadwise
