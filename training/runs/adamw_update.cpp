#include "runs/adamw_update.hpp"

#include <cmath>

#include "support/for_each_processor.hpp"

namespace leadwise::training {

LEADWISE_FOR_EACH_PROCESSOR
void update_adamw(float* __restrict parameter, const float* __restrict gradient, float* __restrict mean,
                  float* __restrict square, std::size_t count, const AdamWFactors& factors) {
  const AdamWFactors f = factors;
  const float rest1 = 1.0F - f.beta1, rest2 = 1.0F - f.beta2;
  for (std::size_t i = 0; i < count; ++i) {
    const float g = f.gradient_scale * gradient[i];
    const float m = f.beta1 * mean[i] + rest1 * g;
    const float v = f.beta2 * square[i] + rest2 * g * g;
    mean[i] = m;
    square[i] = v;
    parameter[i] = f.decay * parameter[i] - f.step_size * m / (std::sqrt(v) * f.root_scale + f.epsilon);
  }
}

LEADWISE_FOR_EACH_PROCESSOR
double sum_of_squares(const float* values, std::size_t count) {
  // Eight sums side by side: the order is fixed, and the processor need not wait for one sum to be ready.
  constexpr std::size_t kLanes = 8;
  double sums[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double value = static_cast<double>(values[i + lane]);
      sums[lane] += value * value;
    }
  double sum = 0.0;
  for (; i < count; ++i)
    sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  for (const double lane : sums)
    sum += lane;
  return sum;
}

}  // namespace leadwise::training
