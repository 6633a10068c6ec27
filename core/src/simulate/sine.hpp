#pragma once

namespace leadwise {

/// sin(60 degrees).
inline constexpr double kHalfSqrt3 = 0.866025403784438647;

/// sin(2 pi turns) and cos(2 pi turns), error below 1e-14 for |turns| < 1e6. libm's differ between C libraries in the
/// last bit; these use only + - * and floor, so they are equal bit for bit on every platform.
double sine_of_turns(double turns);
double cosine_of_turns(double turns);

}  // namespace leadwise
