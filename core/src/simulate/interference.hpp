#pragma once

#include <vector>

#include "leadwise/lead_field.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise {

/// What electrodes and mains add to the eight independent leads. II is correlated with I such that III = II - I comes
/// out as large as both, as three alike electrodes make it.
class Interference {
 public:
  Interference(const SimulationSettings& settings, Random random);

  /// At a time from the start, in mV. Called once a sample, in order: each call draws new noise.
  IndependentLeads next(double time_s);

 private:
  /// A sine of one frequency: its sine and cosine part in each lead.
  struct Tone {
    double frequency_hz;
    IndependentLeads sine_mv, cosine_mv;
  };

  void add_tone(double frequency_hz, double amplitude_mv);

  Random random_;
  double noise_mv_;
  std::vector<Tone> tones_;
};

}  // namespace leadwise
