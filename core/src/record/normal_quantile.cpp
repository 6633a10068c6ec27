#include "normal_quantile.hpp"

#include <array>
#include <cmath>

namespace leadwise {
namespace {

using Coefficients = std::array<double, 8>;

// AS 241's three pairs of polynomials, constant term first: the centre, the tails, the far tails.
constexpr Coefficients kCentreNumerator = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                           1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                           3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients kCentreDenominator = {1.0,
                                             4.2313330701600911252e1,
                                             6.8718700749205790830e2,
                                             5.3941960214247511077e3,
                                             2.1213794301586595867e4,
                                             3.9307895800092710610e4,
                                             2.8729085735721942674e4,
                                             5.2264952788528545610e3};
constexpr Coefficients kTailNumerator = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                         3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                         2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kTailDenominator = {1.0,
                                           2.05319162663775882187e0,
                                           1.67638483018380384940e0,
                                           6.89767334985100004550e-1,
                                           1.48103976427480074590e-1,
                                           1.51986665636164571966e-2,
                                           5.47593808499534494600e-4,
                                           1.05075007164441684324e-9};
constexpr Coefficients kFarNumerator = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                        2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kFarDenominator = {1.0,
                                          5.99832206555887937690e-1,
                                          1.36929880922735805310e-1,
                                          1.48753612908506148525e-2,
                                          7.86869131145613259100e-4,
                                          1.84631831751005468180e-5,
                                          1.42151175831644588870e-7,
                                          2.04426310338993978564e-15};

double polynomial(const Coefficients& coefficients, double x) {
  double sum = 0.0;
  for (std::size_t i = coefficients.size(); i-- > 0;) {
    sum = sum * x + coefficients[i];
  }
  return sum;
}

// libm's log differs between C libraries in the last bit; this one does not. x in (0, 0.5].
double natural_log(double x) {
  constexpr double kLn2 = 0.693147180559945309417;
  constexpr double kSqrtHalf = 0.707106781186547524401;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kSqrtHalf) {
    mantissa *= 2.0;
    --exponent;
  }
  // log m = 2 artanh(s), a series in s with |s| <= 0.172.
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  double sum = 0.0;
  for (int n = 23; n >= 1; n -= 2) {
    sum = sum * s * s + 1.0 / n;
  }
  return exponent * kLn2 + 2.0 * s * sum;
}

double tail_quantile(double tail_probability) {
  const double r = std::sqrt(-natural_log(tail_probability));
  if (r <= 5.0) {
    return polynomial(kTailNumerator, r - 1.6) / polynomial(kTailDenominator, r - 1.6);
  }
  return polynomial(kFarNumerator, r - 5.0) / polynomial(kFarDenominator, r - 5.0);
}

}  // namespace

double normal_quantile(double offset) {
  if (std::fabs(offset) <= 0.425) {
    const double r = 0.180625 - offset * offset;
    return offset * polynomial(kCentreNumerator, r) / polynomial(kCentreDenominator, r);
  }
  const double magnitude = tail_quantile(0.5 - std::fabs(offset));
  return offset < 0.0 ? -magnitude : magnitude;
}

}  // namespace leadwise
