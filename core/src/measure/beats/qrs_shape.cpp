#include "beats/qrs_shape.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "beats/qrs_energy.hpp"
#include "beats/qrs_pattern.hpp"

namespace leadwise {
namespace {

constexpr double kWidestS = 0.120;
constexpr double kTail = 0.10;
constexpr double kNoiseShare = 0.25;  // of the window, at least, no QRS complex moves in
constexpr double kHalfChangeS = 0.004;

// Over 8 ms of the median beat, summed over the leads, what noise moves taken off.
std::vector<double> movements(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  std::vector<double> movement;
  for (const LeadBeats& lead : leads) {
    const std::vector<double> beat = find_median_lead(lead, beats_s, kWidestS, kWidestS).samples_mv;
    const auto step = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, lead.samples_in(kHalfChangeS)));
    movement.resize(std::max(movement.size(), beat.size()), 0.0);
    for (std::size_t k = step; k + step < beat.size(); ++k)
      movement[k] += std::fabs(beat[k + step] - beat[k - step]);
  }
  const double noise = quantile(movement, kNoiseShare);
  for (double& value : movement)
    value = std::max(value - noise, 0.0);
  return movement;
}

std::size_t count_until(const std::vector<double>& values, double sum) {
  std::size_t count = 0;
  for (double so_far = 0.0; count < values.size(); ++count) {
    so_far += values[count];
    if (so_far > sum)
      break;
  }
  return count;
}

}  // namespace

double qrs_width_s(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  const std::vector<double> movement = movements(leads, beats_s);
  double all = 0.0;
  for (const double value : movement)
    all += value;
  const std::size_t first = count_until(movement, kTail * all), last = count_until(movement, (1.0 - kTail) * all);
  return leads.empty() ? 0.0 : static_cast<double>(last - first) / leads.front().sampling_rate_hz;
}

double steepness(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  const std::vector<double> movement = movements(leads, beats_s);
  return movement.empty() ? 0.0 : *std::max_element(movement.begin(), movement.end());
}

double roughness(std::span<const LeadBeats> leads, std::span<const double> beats_s) {
  double bends = 0.0, squares = 0.0;
  for (const LeadBeats& lead : leads) {
    const std::vector<double> beat = find_median_lead(lead, beats_s, kPatternReachS, kPatternReachS).samples_mv;
    const auto step = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, lead.samples_in(kHalfChangeS)));
    double sum = 0.0;
    for (const double value : beat)
      sum += value;
    for (std::size_t k = step; k + step < beat.size(); ++k) {
      const double bend = beat[k] - 0.5 * (beat[k - step] + beat[k + step]);
      const double deviation = beat[k] - sum / static_cast<double>(beat.size());
      bends += bend * bend;
      squares += deviation * deviation;
    }
  }
  return squares > 0.0 ? bends / squares : 0.0;
}

}  // namespace leadwise
