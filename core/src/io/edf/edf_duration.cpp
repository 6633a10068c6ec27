#include "edf/edf_duration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "edf/edf_number.hpp"

namespace leadwise::io {
namespace {

constexpr int kMostDecimals = 6;
constexpr double kMostScaled = 99999999.0;
/// The decimal point takes one of the eight characters.
constexpr double kMostScaledWithPoint = 9999999.0;

struct Fraction {
  double numerator = 0.0;
  double denominator = 0.0;
};

/// How far samples * scale / scaled may be from the rate: the division's rounding and that of scaled / scale before it.
double tolerance_hz(double rate_hz) {
  const double half_step = (std::nextafter(rate_hz, std::numeric_limits<double>::infinity()) - rate_hz) / 2.0;
  return half_step + 1.001 * rate_hz * std::numeric_limits<double>::epsilon() / 2.0;
}

bool is_near(double rate_hz, double scale, const Fraction& fraction) {
  const double apart = std::fma(rate_hz, fraction.denominator, -fraction.numerator * scale);
  return std::abs(apart) <= tolerance_hz(rate_hz) * fraction.denominator;
}

/// samples / scaled in lowest terms, where samples / (scaled / scale) may be the rate. There is one at most: two fractions
/// of such small terms differ by more than the tolerance, and each is a convergent of the continued fraction of
/// rate / scale (Legendre: |x - p/q| < 1 / 2q²). Remainders of doubles are exact, so are Euclid's quotients.
std::optional<Fraction> convergent(double rate_hz, double scale, double most_scaled) {
  Fraction before{0.0, 1.0}, last{1.0, 0.0};
  double a = rate_hz, b = scale;
  while (b > 0.0) {
    const double rest = std::fmod(a, b);
    const double quotient = std::round((a - rest) / b);
    const Fraction next{quotient * last.numerator + before.numerator, quotient * last.denominator + before.denominator};
    if (next.numerator > static_cast<double>(kMostRecordSamples) || next.denominator > most_scaled)
      return std::nullopt;
    if (is_near(rate_hz, scale, next))
      return next;
    before = last;
    last = next;
    a = b;
    b = rest;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> exact_edf_duration(std::size_t samples, double rate_hz) {
  const double duration_s = static_cast<double>(samples) / rate_hz;
  double scale = 1.0;
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals, scale *= 10.0) {
    const double scaled = std::round(duration_s * scale);
    if (scaled < 1.0 || scaled > kMostScaled || static_cast<double>(samples) / (scaled / scale) != rate_hz)
      continue;
    const std::string text = fixed_point_text(static_cast<std::int64_t>(scaled), decimals);
    if (text.size() <= kEdfNumberBytes)
      return text;
  }
  return std::nullopt;
}

std::vector<EdfStride> edf_strides(double rate_hz) {
  std::vector<EdfStride> strides;
  double scale = 1.0;
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals, scale *= 10.0) {
    const double most_scaled = decimals == 0 ? kMostScaled : kMostScaledWithPoint;
    const auto fraction = convergent(rate_hz, scale, most_scaled);
    if (!fraction)
      continue;
    const double most = std::floor(most_scaled / fraction->denominator) * fraction->numerator;
    strides.push_back({static_cast<std::size_t>(fraction->numerator),
                       static_cast<std::size_t>(std::min(most, static_cast<double>(kMostRecordSamples)))});
  }
  return strides;
}

}  // namespace leadwise::io
