#include "sampling_ratio.hpp"

#include <cmath>

namespace leadwise {
namespace {

constexpr double kLargestDriftSamples = 1e-3;

}  // namespace

std::optional<SamplingRatio> find_sampling_ratio(double from_hz, double to_hz, std::size_t result_count,
                                                 std::uint64_t largest_denominator) {
  const double ratio = from_hz / to_hz;
  for (std::uint64_t denominator = 1; denominator <= largest_denominator; ++denominator) {
    const auto parts = static_cast<double>(denominator);
    const double numerator = std::round(ratio * parts);
    const double drift = std::abs(numerator / parts - ratio) * static_cast<double>(result_count);
    if (numerator >= 1.0 && drift <= kLargestDriftSamples) {
      return SamplingRatio{static_cast<std::uint64_t>(numerator), denominator};
    }
  }
  return std::nullopt;
}

}  // namespace leadwise
