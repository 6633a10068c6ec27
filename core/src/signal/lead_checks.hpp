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

/// Judges a lead's filtered and standardised window: ImplausibleScale where the standard deviation that it was divided by lies
/// outside 0.001 to 20 mV; LargeArtefact where something stands out by more than 5 mV and five times what the lead reaches in
/// most seconds.
std::optional<Error> filtered_window_error(Lead lead, std::span<const double> standardised, double sd_mv);

}  // namespace leadwise
