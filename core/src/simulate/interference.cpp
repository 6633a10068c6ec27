#include "interference.hpp"

#include <cmath>

#include "sine.hpp"

namespace leadwise {
namespace {

constexpr double kMainsHz = 50.0;
constexpr int kWanderTones = 4;
constexpr double kSlowestWanderHz = 0.05;
constexpr double kFastestWanderHz = 0.45;

}  // namespace

Interference::Interference(const SimulationSettings& settings, Random random)
    : random_(random), noise_mv_(settings.noise_mv) {
  for (int i = 0; i < kWanderTones; ++i) {
    add_tone(random_.uniform(kSlowestWanderHz, kFastestWanderHz), settings.wander_mv * std::sqrt(2.0 / kWanderTones));
  }
  add_tone(kMainsHz, settings.mains_mv);
}

void Interference::add_tone(double frequency_hz, double amplitude_mv) {
  Tone tone{frequency_hz, {}, {}};
  const double phase_i = random_.uniform();
  // A sixth of a turn between I and II: then III has their amplitude too.
  const double phase_ii = phase_i + (random_.below(2) == 0 ? 1.0 : -1.0) / 6.0;
  for (std::size_t k = 0; k < tone.sine_mv.size(); ++k) {
    const double phase = k == 0 ? phase_i : k == 1 ? phase_ii : random_.uniform();
    tone.sine_mv[k] = amplitude_mv * cosine_of_turns(phase);
    tone.cosine_mv[k] = amplitude_mv * sine_of_turns(phase);
  }
  tones_.push_back(tone);
}

IndependentLeads Interference::next(double time_s) {
  IndependentLeads leads;
  for (double& lead : leads) {
    lead = noise_mv_ * random_.normal();
  }
  leads[1] = 0.5 * leads[0] + kHalfSqrt3 * leads[1];
  for (const Tone& tone : tones_) {
    const double sine = sine_of_turns(tone.frequency_hz * time_s);
    const double cosine = cosine_of_turns(tone.frequency_hz * time_s);
    for (std::size_t k = 0; k < leads.size(); ++k) {
      leads[k] += tone.sine_mv[k] * sine + tone.cosine_mv[k] * cosine;
    }
  }
  return leads;
}

}  // namespace leadwise
