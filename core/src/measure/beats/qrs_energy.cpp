#include "beats/qrs_energy.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "beats/moving_average.hpp"

namespace leadwise {
namespace {

// Two passes of each average: a band from the difference of a short and a long one. The short one's zero lies near 50
// Hz.
constexpr double kShortAverageS = 0.020;
constexpr double kLongAverageS = 0.050;
// About one QRS complex: Elgendi's window for an event (PLoS ONE 8:e73557, 2013) is 97 ms.
constexpr double kComplexS = 0.090;
constexpr double kStretchS = 3.0;
constexpr double kBestSignalToNoise = 30.0;
// An artefact of one lead, however large, must not outweigh the other leads.
constexpr double kLargestShare = 1.1;

std::size_t half_width(double seconds, double sampling_rate_hz) {
  return static_cast<std::size_t>(seconds * sampling_rate_hz / 2.0 + 0.5);
}

std::vector<double> smooth_twice(std::span<const double> samples, std::size_t half_width_samples) {
  return moving_average(moving_average(samples, half_width_samples), half_width_samples);
}

std::vector<double> qrs_band_magnitude(std::span<const double> samples, double sampling_rate_hz) {
  // From the first value on, so that a constant lead is exactly 0 throughout and a large offset costs no precision.
  std::vector<double> changes(samples.begin(), samples.end());
  for (double& value : changes) {
    value -= samples.front();
  }
  std::vector<double> band = smooth_twice(changes, half_width(kShortAverageS, sampling_rate_hz));
  const std::vector<double> slow = smooth_twice(changes, half_width(kLongAverageS, sampling_rate_hz));
  for (std::size_t i = 0; i < band.size(); ++i) {
    band[i] = std::fabs(band[i] - slow[i]);
  }
  return band;
}

// The lead's peaks over its noise: noise alone gives about 4, a clean lead 15 and more.
double signal_to_noise(double peak, const std::vector<double>& magnitude) {
  const double noise = quantile(magnitude, 0.5);
  return noise * kBestSignalToNoise > peak ? peak / noise : kBestSignalToNoise;
}

double add_lead(std::span<const double> samples, double sampling_rate_hz, std::vector<double>& energy) {
  const std::vector<double> magnitude = qrs_band_magnitude(samples, sampling_rate_hz);
  const double peak = typical_peak(magnitude, sampling_rate_hz);
  if (!(peak > 0.0)) {
    return 0.0;
  }
  const double ratio = signal_to_noise(peak, magnitude);
  const double weight = ratio * ratio;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const double share = std::min(magnitude[i] / peak, kLargestShare);
    energy[i] += weight * share;
  }
  return weight;
}

}  // namespace

double quantile(std::vector<double> values, double fraction) {
  if (values.empty()) {
    return 0.0;
  }
  const auto rank = static_cast<std::ptrdiff_t>(fraction * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

double typical_peak(std::span<const double> level, double sampling_rate_hz) {
  const auto stretch = static_cast<std::size_t>(kStretchS * sampling_rate_hz);
  std::vector<double> peaks;
  // A rest shorter than a stretch may hold no beat: it joins the stretch before.
  for (std::size_t first = 0; first < level.size();) {
    const std::size_t rest = level.size() - first;
    const std::size_t length = rest < 2 * stretch ? rest : stretch;
    const auto begin = level.begin() + static_cast<std::ptrdiff_t>(first);
    peaks.push_back(*std::max_element(begin, begin + static_cast<std::ptrdiff_t>(length)));
    first += length;
  }
  return quantile(std::move(peaks), 0.5);
}

std::vector<double> qrs_energy(std::span<const std::vector<double>> leads_mv, double sampling_rate_hz) {
  if (leads_mv.empty()) {
    return {};
  }
  std::vector<double> energy(leads_mv.front().size(), 0.0);
  double weights = 0.0;
  for (const std::vector<double>& lead : leads_mv) {
    weights += add_lead(lead, sampling_rate_hz, energy);
  }
  if (!(weights > 0.0)) {
    return {};
  }
  const std::size_t reach = half_width(kComplexS, sampling_rate_hz);
  std::vector<double> level = moving_sum(energy, reach);
  for (double& value : level) {
    value = std::max(value, 0.0) / (weights * static_cast<double>(2 * reach + 1));
  }
  return level;
}

}  // namespace leadwise
