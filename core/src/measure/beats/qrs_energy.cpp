#include "beats/qrs_energy.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "beats/moving_average.hpp"
#include "leadwise/signal.hpp"

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

// A gap that may hide a complex: nothing is known of the lead there.
void forget_gaps(std::span<const double> samples, double sampling_rate_hz, std::vector<double>& magnitude) {
  const auto longest_filled = static_cast<std::ptrdiff_t>(kComplexS * sampling_rate_hz);
  const auto is_missing = [](double value) { return std::isnan(value); };
  for (auto gap = samples.begin(); (gap = std::find_if(gap, samples.end(), is_missing)) != samples.end();) {
    const auto behind = std::find_if_not(gap, samples.end(), is_missing);
    if (behind - gap > longest_filled)
      std::fill_n(magnitude.begin() + (gap - samples.begin()), behind - gap, std::numeric_limits<double>::quiet_NaN());
    gap = behind;
  }
}

std::vector<double> known_of(std::vector<double> magnitude) {
  std::erase_if(magnitude, [](double value) { return std::isnan(value); });
  return magnitude;
}

std::vector<double> magnitude_with_gaps(std::span<const double> samples, double sampling_rate_hz) {
  std::vector<double> filled(samples.begin(), samples.end());
  fill_missing_samples(filled);
  std::vector<double> magnitude = qrs_band_magnitude(filled, sampling_rate_hz);
  forget_gaps(samples, sampling_rate_hz, magnitude);
  return magnitude;
}

/// The leads' weighted energy and the weights of those that know of each moment.
struct SharedEnergy {
  std::vector<double> energy;
  double everywhere = 0.0;      ///< weights of leads without gaps
  std::vector<double> weights;  ///< of leads with gaps

  void add_lead(std::span<const double> samples, double sampling_rate_hz) {
    const bool whole = std::none_of(samples.begin(), samples.end(), [](double value) { return std::isnan(value); });
    std::vector<double> magnitude =
        whole ? qrs_band_magnitude(samples, sampling_rate_hz) : magnitude_with_gaps(samples, sampling_rate_hz);
    const std::vector<double> some = whole ? std::vector<double>() : known_of(magnitude);
    const std::vector<double>& known = whole ? magnitude : some;
    const double peak = typical_peak(known, sampling_rate_hz);
    if (!(peak > 0.0))
      return;
    const double ratio = signal_to_noise(peak, known);
    if (whole)
      add_whole(magnitude, peak, ratio * ratio);
    else
      add_with_gaps(magnitude, peak, ratio * ratio);
  }

  /// 0 where no lead knows anything; empty where that is so throughout.
  std::vector<double> mean() && {
    bool any = false;
    for (std::size_t i = 0; i < energy.size(); ++i) {
      const double weight = everywhere + weights[i];
      any = any || weight > 0.0;
      energy[i] = weight > 0.0 ? energy[i] / weight : 0.0;
    }
    return any ? std::move(energy) : std::vector<double>{};
  }

  void add_whole(const std::vector<double>& magnitude, double peak, double weight) {
    for (std::size_t i = 0; i < energy.size(); ++i)
      energy[i] += weight * std::min(magnitude[i] / peak, kLargestShare);
    everywhere += weight;
  }

  void add_with_gaps(const std::vector<double>& magnitude, double peak, double weight) {
    for (std::size_t i = 0; i < energy.size(); ++i) {
      if (std::isnan(magnitude[i]))
        continue;
      energy[i] += weight * std::min(magnitude[i] / peak, kLargestShare);
      weights[i] += weight;
    }
  }
};

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
  const std::size_t count = leads_mv.front().size();
  SharedEnergy shared{std::vector<double>(count, 0.0), 0.0, std::vector<double>(count, 0.0)};
  for (const std::vector<double>& lead : leads_mv)
    shared.add_lead(lead, sampling_rate_hz);
  const std::vector<double> energy = std::move(shared).mean();
  if (energy.empty())
    return {};
  const std::size_t reach = half_width(kComplexS, sampling_rate_hz);
  std::vector<double> level = moving_sum(energy, reach);
  for (double& value : level)
    value = std::max(value, 0.0) / static_cast<double>(2 * reach + 1);
  return level;
}

}  // namespace leadwise
