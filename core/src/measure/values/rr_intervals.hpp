#pragma once

#include <span>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// How the heart beats over the record. Rate: of all beats. Variability: of intervals between two neighbouring beats of
/// the type that is measured (normal to normal), as the Task Force of ESC and NASPE asks (Circulation 93:1043, 1996).
/// Beats with a gap of the recording between them are no neighbours.
struct RrIntervals {
  /// Between all neighbouring beats, ms.
  std::vector<double> all_ms;
  /// Between neighbouring beats that are both of the measured type, ms.
  std::vector<double> normal_ms;
  /// From one such interval to the next one, where they share a beat, ms.
  std::vector<double> successive_differences_ms;
};

RrIntervals find_rr_intervals(std::span<const Beat> beats, BeatType measured);

/// Mean; 0 of none.
double mean(std::span<const double> values);
/// With n - 1; 0 of fewer than two.
double standard_deviation(std::span<const double> values);
/// Of the mean; nullopt of fewer than three values, which do not show how far they differ.
std::optional<double> standard_error_of_mean(std::span<const double> values);

/// The RR interval that rate correction uses: the mean normal one, else the mean of all; nullopt of fewer than two beats.
std::optional<double> rr_for_correction_s(const RrIntervals& intervals);

/// heart_rate_bpm, rr_mean_ms, rr_sd_ms, rr_rmssd_ms.
std::vector<MeasuredValue> rr_values(const RrIntervals& intervals, std::size_t beat_count);

}  // namespace leadwise
