#include "leadwise/calibration_level.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {

CalibrationLevel calibration_level(std::span<const Channel* const> channels, std::size_t sample, double tolerance_mv) {
  constexpr std::size_t kFewestChannels = 3;
  constexpr double kPulseMv = 1.0;
  if (channels.size() < kFewestChannels)
    return CalibrationLevel::none;
  const double first_mv = channels.front()->samples_mv[sample];
  const double level_mv = std::abs(first_mv) <= tolerance_mv ? 0.0 : kPulseMv;
  const bool shared = std::all_of(channels.begin(), channels.end(), [&](const Channel* channel) {
    const double value_mv = channel->samples_mv[sample];
    return std::abs(value_mv - level_mv) <= tolerance_mv && std::abs(value_mv - first_mv) <= tolerance_mv;
  });
  if (!shared)
    return CalibrationLevel::none;
  return level_mv == 0.0 ? CalibrationLevel::zero : CalibrationLevel::pulse;
}

}  // namespace leadwise
