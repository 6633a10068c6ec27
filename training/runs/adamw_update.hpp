#pragma once

#include <cstddef>

namespace leadwise::training {

/// What a step of AdamW multiplies by (Loshchilov and Hutter 2019), bias corrections taken in.
struct AdamWFactors {
  float gradient_scale, decay, beta1, beta2, step_size, root_scale, epsilon;
};

/// Parameters `count` long and their moments, in place, in one pass:
///   p *= decay; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; p -= step_size m / (√v root_scale + epsilon)
/// with g = gradient_scale × gradient.
void update_adamw(float* parameter, const float* gradient, float* mean, float* square, std::size_t count,
                  const AdamWFactors& factors);

/// Sum of squares, in double precision.
double sum_of_squares(const float* values, std::size_t count);

}  // namespace leadwise::training
