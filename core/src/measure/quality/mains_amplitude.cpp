#include "quality/mains_amplitude.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "beats/median.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

// Whole numbers of cycles fit into half a second for every even frequency: the halves of a second are added first, and
// the sum is looked at for the frequencies side by side.
constexpr std::size_t kHalfSecond = 250;
// The mains and their neighbours at each side.
constexpr std::array<double, 6> kFrequenciesHz = {50.0, 46.0, 54.0, 60.0, 56.0, 64.0};
using Powers = std::array<double, kFrequenciesHz.size()>;

// Goertzel, "An algorithm for the evaluation of finite trigonometric series", Am. Math. Mon. 65:34, 1958: the squared
// amplitude of the sine at each frequency.
Powers squared_amplitudes(const std::array<double, kHalfSecond>& sums, const Powers& coefficients) {
  Powers last{};
  Powers before{};
  for (const double value : sums) {
    for (std::size_t k = 0; k < last.size(); ++k) {
      const double next = value + coefficients[k] * last[k] - before[k];
      before[k] = last[k];
      last[k] = next;
    }
  }
  Powers powers{};
  for (std::size_t k = 0; k < powers.size(); ++k) {
    const double squared = last[k] * last[k] + before[k] * before[k] - coefficients[k] * last[k] * before[k];
    powers[k] = squared / static_cast<double>(kHalfSecond * kHalfSecond);
  }
  return powers;
}

Powers goertzel_coefficients() {
  Powers coefficients{};
  for (std::size_t k = 0; k < coefficients.size(); ++k)
    coefficients[k] = 2.0 * std::cos(2.0 * std::numbers::pi * kFrequenciesHz[k] / kModelRateHz);
  return coefficients;
}

}  // namespace

MainsAmplitude measure_mains(std::span<const double> samples_mv) {
  const Powers coefficients = goertzel_coefficients();
  std::vector<double> at_50, at_60;
  for (std::size_t first = 0; first + 2 * kHalfSecond <= samples_mv.size(); first += 2 * kHalfSecond) {
    std::array<double, kHalfSecond> sums{};
    for (std::size_t i = 0; i < kHalfSecond; ++i)
      sums[i] = samples_mv[first + i] + samples_mv[first + kHalfSecond + i];
    const Powers powers = squared_amplitudes(sums, coefficients);
    at_50.push_back(powers[0] - std::max(powers[1], powers[2]));
    at_60.push_back(powers[3] - std::max(powers[4], powers[5]));
  }
  if (at_50.empty())
    return {};
  const double squared_50 = std::max(0.0, median(at_50)), squared_60 = std::max(0.0, median(at_60));
  return squared_60 > squared_50 ? MainsAmplitude{60.0, std::sqrt(squared_60)}
                                 : MainsAmplitude{50.0, std::sqrt(squared_50)};
}

}  // namespace leadwise
