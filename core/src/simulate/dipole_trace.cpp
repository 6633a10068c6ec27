#include "dipole_trace.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {

void DipoleTrace::add(const DipoleWaves& waves, double zero_s, double gain) {
  const auto count = static_cast<double>(samples.size());
  for (const DipoleWave& wave : waves) {
    const double start_s = zero_s + wave.centre_s - wave.rise_s;
    const double end_s = zero_s + wave.centre_s + wave.fall_s;
    const double first = std::clamp(std::floor(start_s * sampling_rate_hz), 0.0, count);
    const double last = std::clamp(std::ceil(end_s * sampling_rate_hz), 0.0, count);
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
      const double time_s = static_cast<double>(i) / sampling_rate_hz - zero_s;
      samples[i] = samples[i] + gain * wave_height(wave, time_s) * wave.moment;
    }
  }
}

}  // namespace leadwise
