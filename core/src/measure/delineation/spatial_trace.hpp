#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// Samples from `first` to `last`, both included; empty where last < first.
struct WaveRange {
  std::ptrdiff_t first, last;

  std::ptrdiff_t length() const { return last - first + 1; }
};

/// Leads seen as one moving point: a row a lead, smoothed, and the point's speed.
struct SpatialTrace {
  std::vector<std::vector<double>> rows_mv;
  /// Root mean square over the leads of how much they change a sample; 0 at the ends, where it is not known.
  std::vector<double> velocity;

  std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(velocity.size()); }
  /// Where the point is fastest; range.first of an empty range.
  std::ptrdiff_t fastest(WaveRange range) const;
  /// `range` without what lies outside of the trace.
  WaveRange inside(WaveRange range) const;
};

/// All leads, smoothed by a Gaussian of `smoothing_samples` (standard deviation).
SpatialTrace trace_leads(const LeadSamples& leads, double smoothing_samples);

/// Some of the rows alone.
SpatialTrace chosen_rows(const SpatialTrace& trace, std::span<const std::size_t> which);

/// Standard deviation of the rows' broadband noise before smoothing, root mean square over `which`: from how much
/// neighbouring samples differ where the leads rest (half of all places at least).
double broadband_noise_mv(const LeadSamples& leads, std::span<const std::size_t> which);

/// Leads that none of the others follows from: of the limb leads two. Derived ones would count twice.
std::vector<std::size_t> independent_lead_positions(const LeadSamples& leads);

/// Each row's mean over a range.
std::vector<double> level_over(const SpatialTrace& trace, WaveRange range);

/// Root mean square over the leads of how far they are from `level_mv` at one sample.
double distance_mv(const SpatialTrace& trace, std::ptrdiff_t sample, std::span<const double> level_mv);

/// The mean of the squared distance over a range: what noise contributes where the leads rest.
double mean_square_mv2(const SpatialTrace& trace, WaveRange range, std::span<const double> level_mv);

}  // namespace leadwise
