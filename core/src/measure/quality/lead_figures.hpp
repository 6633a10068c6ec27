#pragma once

#include <span>

#include "leadwise/ecg_record.hpp"
#include "quality/between_beats.hpp"
#include "quality/broadband_noise.hpp"
#include "quality/clipped_signal.hpp"
#include "quality/mains_amplitude.hpp"

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
