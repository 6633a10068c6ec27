#include "beats/calibration_pulses.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "leadwise/calibration_level.hpp"

namespace leadwise {
namespace {

constexpr double kAroundS = 0.045;
/// A few steps of the analogue-digital converter, of which none measured is coarser than 10 uV.
constexpr double kPulseToleranceMv = 0.025;
/// Resampling rounds the edges of a pulse and makes it ring beside them.
constexpr double kSmallestShare = 0.75;

bool is_calibration(const std::vector<const Channel*>& channels, double sampling_rate_hz, double time_s) {
  const std::size_t count = channels.front()->samples_mv.size();
  const double last = std::min((time_s + kAroundS) * sampling_rate_hz + 1.0, static_cast<double>(count));
  const auto first = static_cast<std::size_t>(std::max(0.0, (time_s - kAroundS) * sampling_rate_hz));
  std::size_t samples = 0, level = 0, pulse = 0;
  for (std::size_t i = first; i < static_cast<std::size_t>(last); ++i, ++samples) {
    const CalibrationLevel at = calibration_level(channels, i, kPulseToleranceMv);
    level += at != CalibrationLevel::none ? 1U : 0U;
    pulse += at == CalibrationLevel::pulse ? 1U : 0U;
  }
  return pulse > 0 && static_cast<double>(level) >= kSmallestShare * static_cast<double>(samples);
}

}  // namespace

void leave_out_calibration_pulses(const std::vector<const Channel*>& channels, double sampling_rate_hz,
                                  std::vector<double>& times_s) {
  std::erase_if(times_s, [&](double time_s) { return is_calibration(channels, sampling_rate_hz, time_s); });
}

}  // namespace leadwise
