#pragma once

#include <span>

#include "quality/between_beats.hpp"
#include "quality/mains_amplitude.hpp"

namespace leadwise {

/// RMS in mV, as that of white noise of the same strength.
struct BroadbandNoise {
  double typical_mv = 0.0;  ///< the median over the stretches
  double worst_mv = 0.0;    ///< of the noisiest stretch
};

/// Noise of muscles and amplifiers, and hum beside the mains' own frequency, in a lead at kModelRateHz: what is left between QRS
/// complexes above about 20 Hz, without the mains.
BroadbandNoise measure_broadband_noise(std::span<const double> samples_mv, std::span<const SampleStretch> stretches,
                                       const MainsAmplitude& mains);

}  // namespace leadwise
