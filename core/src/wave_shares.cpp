#include "wave_shares.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leadwise {
namespace {

std::size_t sample_at(double time_s, std::size_t count) {
  return static_cast<std::size_t>(std::clamp(std::round(time_s * kModelRateHz), 0.0, static_cast<double>(count)));
}

}  // namespace

void WaveShares::add(const WaveShares& other) {
  for (std::size_t i = 0; i < waves.size(); ++i) {
    if (other.waves[i])
      waves[i] = waves[i].value_or(0.0) + *other.waves[i];
  }
  rest += other.rest;
}

WaveShares share_waves(std::span<const double> samples, std::span<const WaveStretch> stretches) {
  WaveShares shares;
  shares.rest = std::accumulate(samples.begin(), samples.end(), 0.0);
  for (const WaveStretch& stretch : stretches) {
    const std::size_t first = sample_at(stretch.on_s, samples.size()), end = sample_at(stretch.off_s, samples.size());
    double sum = 0.0;
    for (std::size_t i = first; i < end; ++i)
      sum += samples[i];
    auto& share = shares.waves[static_cast<std::size_t>(stretch.wave)];
    share = share.value_or(0.0) + sum;
    shares.rest -= sum;
  }
  return shares;
}

}  // namespace leadwise
