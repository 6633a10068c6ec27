#include "sine.hpp"

#include <cmath>

namespace leadwise {

double sine_of_turns(double turns) {
  double rest = turns - std::floor(turns + 0.5);
  // Fold into a quarter turn either side of 0.
  if (rest > 0.25) {
    rest = 0.5 - rest;
  } else if (rest < -0.25) {
    rest = -0.5 - rest;
  }
  const double angle = 6.283185307179586477 * rest;
  // The Taylor series in Horner's form, to the term in angle^21.
  double sum = 1.0;
  for (int n = 20; n >= 2; n -= 2) {
    sum = 1.0 - angle * angle / (n * (n + 1)) * sum;
  }
  return angle * sum;
}

double cosine_of_turns(double turns) { return sine_of_turns(turns + 0.25); }

}  // namespace leadwise
