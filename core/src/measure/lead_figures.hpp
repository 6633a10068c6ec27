#pragma once

#include <span>

#include "between_beats.hpp"
#include "broadband_noise.hpp"
#include "clipped_signal.hpp"
#include "leadwise/ecg_record.hpp"
#include "mains_amplitude.hpp"

namespace leadwise {

/// What a recorded lead is judged by.
struct LeadFigures {
  double qrs_size_mv = 0.0;
  MainsAmplitude mains;
  BroadbandNoise noise;
  double wander_mv = 0.0;
  Clipping clipping;
};

/// `recorded_mv`: at its own rate, NaN = missing. `samples_mv`: the same at kModelRateHz, without gaps.
LeadFigures measure_lead_figures(std::span<const double> recorded_mv, double sampling_rate_hz,
                                 std::span<const double> samples_mv, std::span<const double> qrs_s,
                                 std::span<const SampleStretch> stretches);

}  // namespace leadwise
