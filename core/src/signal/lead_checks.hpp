#pragma once

#include <optional>
#include <span>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"

namespace leadwise {

/// Samples of larger magnitude are no voltage that an ECG's electrodes could give, offset included.
inline constexpr double kLargestSampleMv = 10000.0;

/// Judges a lead's own samples (mV, NaN = missing) within one window, before filtering:
/// - NonFiniteSample: an infinite sample;
/// - MissingSamples: more than 0.5 s in total are missing;
/// - ImplausibleScale: a sample beyond kLargestSampleMv;
/// - ConstantLead: one value throughout, the same value for 2 s or longer (a lead off), or a straight line.
std::optional<Error> recorded_window_error(Lead lead, std::span<const double> samples_mv, double sampling_rate_hz);

/// Judges a lead's standard deviation after filtering: ImplausibleScale outside 0.001 to 20 mV.
std::optional<Error> filtered_window_error(Lead lead, double sd_mv);

}  // namespace leadwise
