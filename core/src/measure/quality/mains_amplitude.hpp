#pragma once

#include <span>

namespace leadwise {

struct MainsAmplitude {
  double frequency_hz = 50.0;  ///< 50 or 60, whichever is stronger
  double amplitude_mv = 0.0;   ///< of the sine
};

/// How strong the mains hum is in a lead at kModelRateHz, typically over its seconds: what the lead holds at 50 or 60 Hz
/// beyond what it holds 4 Hz beside, where the QRS complexes reach as well. 0 in a lead shorter than a second.
MainsAmplitude measure_mains(std::span<const double> samples_mv);

}  // namespace leadwise
