#include "quality/unusualness.hpp"

#include <cmath>

namespace leadwise {
namespace {

using Positions = std::span<const std::size_t>;

// Gauss and Jordan, in place, without pivoting: the matrix is positive definite. Rows and columns of other leads are 0.
LeadMatrix inverse_over(const LeadMatrix& matrix, Positions leads) {
  LeadMatrix inverse{};
  for (const std::size_t a : leads) {
    for (const std::size_t b : leads)
      inverse[a][b] = matrix[a][b];
  }
  for (const std::size_t pivot : leads) {
    const double scale = 1.0 / inverse[pivot][pivot];
    for (const std::size_t a : leads) {
      for (const std::size_t b : leads) {
        if (a != pivot && b != pivot)
          inverse[a][b] -= inverse[a][pivot] * scale * inverse[pivot][b];
      }
    }
    for (const std::size_t a : leads) {
      if (a != pivot) {
        inverse[a][pivot] *= -scale;
        inverse[pivot][a] *= scale;
      }
    }
    inverse[pivot][pivot] = scale;
  }
  return inverse;
}

double trace_over(const LeadMatrix& matrix, Positions leads) {
  double trace = 0.0;
  for (const std::size_t lead : leads)
    trace += matrix[lead][lead];
  return trace;
}

}  // namespace

Unusualness::Unusualness(const UsualWave& usual, std::span<const std::size_t> leads)
    : usual_(usual),
      leads_(leads),
      inverse_power_(inverse_over(usual.power, leads)),
      inverse_spread_(inverse_over(usual.mean_spread, leads)),
      usual_share_(trace_over(usual.power, leads)) {
  LeadMatrix all = usual.power;
  double total = 0.0;
  for (std::size_t lead = 0; lead < all.size(); ++lead)
    total += all[lead][lead];
  usual_share_ /= total;
}

Unusualness::Distance Unusualness::of(const WaveMoments& wave) const {
  const double power = trace_over(wave.power, leads_);
  const double unit = std::sqrt(usual_share_ / power);
  Distance distance{0.0, 0.0};
  for (const std::size_t a : leads_) {
    for (const std::size_t b : leads_) {
      distance.loop += inverse_power_[a][b] * wave.power[a][b];
      distance.mean +=
          (wave.mean[a] * unit - usual_.mean[a]) * inverse_spread_[a][b] * (wave.mean[b] * unit - usual_.mean[b]);
    }
  }
  return {std::log(distance.loop / power), distance.mean / static_cast<double>(leads_.size())};
}

}  // namespace leadwise
