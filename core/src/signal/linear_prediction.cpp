#include "linear_prediction.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leadwise {
namespace {

constexpr std::size_t kHighestOrder = 32;
/// Only the end of a signal says how it goes on.
constexpr std::size_t kLearnedSamples = 400;
/// Below this part of the signal's energy the prediction errors are rounding noise.
constexpr double kNoise = 1e-26;

struct Energies {
  double total;
  double shared;
};

/// Of the forward errors from `order` on, and the backward errors one sample before.
Energies measure(const std::vector<double>& forward, const std::vector<double>& backward, std::size_t order) {
  Energies energies{0.0, 0.0};
  for (std::size_t i = order; i < forward.size(); ++i) {
    energies.total += forward[i] * forward[i] + backward[i - 1] * backward[i - 1];
    energies.shared += forward[i] * backward[i - 1];
  }
  return energies;
}

void reflect_errors(std::vector<double>& forward, std::vector<double>& backward, std::size_t order, double reflection) {
  for (std::size_t i = forward.size() - 1; i >= order; --i) {
    const double ahead = forward[i];
    forward[i] = ahead + reflection * backward[i - 1];
    backward[i] = backward[i - 1] + reflection * ahead;
  }
}

/// Levinson's step: a prediction of one order more.
void reflect_weights(std::vector<double>& weights, double reflection) {
  const std::vector<double> before = weights;
  for (std::size_t i = 0; i < before.size(); ++i)
    weights[i] += reflection * before[before.size() - 1 - i];
  weights.push_back(reflection);
}

/// Weights w with x[n] predicted as -(w[0] x[n-1] + w[1] x[n-2] + ...).
std::vector<double> fit_burg(const std::vector<double>& samples, std::size_t highest_order) {
  std::vector<double> forward = samples;
  std::vector<double> backward = samples;
  std::vector<double> weights;
  const double noise = kNoise * measure(forward, backward, 1).total;
  for (std::size_t order = 1; order <= highest_order; ++order) {
    const Energies energies = measure(forward, backward, order);
    if (!(energies.total > noise) || !std::isfinite(energies.total))
      break;
    const double reflection = -2.0 * energies.shared / energies.total;
    reflect_errors(forward, backward, order, reflection);
    reflect_weights(weights, reflection);
  }
  return weights;
}

}  // namespace

std::vector<double> predict_following(std::span<const double> samples, std::size_t count) {
  const auto end = samples.last(std::min(samples.size(), kLearnedSamples));
  std::vector<double> signal(end.begin(), end.end());
  // Too short to learn from: its last sample is all that can be said.
  const std::size_t highest_order = std::min(kHighestOrder, signal.size() / 4);
  if (highest_order == 0)
    return std::vector<double>(count, signal.empty() ? 0.0 : signal.back());

  const double mean = std::accumulate(signal.begin(), signal.end(), 0.0) / static_cast<double>(signal.size());
  for (double& sample : signal)
    sample -= mean;
  const std::vector<double> weights = fit_burg(signal, highest_order);
  std::vector<double> following(count);
  for (double& next : following) {
    double predicted = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i)
      predicted -= weights[i] * signal[signal.size() - 1 - i];
    signal.push_back(predicted);
    next = mean + predicted;
  }
  return following;
}

}  // namespace leadwise
