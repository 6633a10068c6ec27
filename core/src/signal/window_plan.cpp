#include "window_plan.hpp"

#include <algorithm>
#include <cmath>

#include "leadwise/signal.hpp"
#include "number_text.hpp"

namespace leadwise {
namespace {

constexpr double kWindowS = static_cast<double>(kWindowSamples) / kModelRateHz;
/// Rounding of count / rate must not decide whether a recording is long enough.
constexpr double kStartRoundingS = 1e-6;

std::size_t first_sample_at(double time_s, std::size_t source_count, double sampling_rate_hz) {
  const double sample = std::ceil((time_s - kStartRoundingS) * sampling_rate_hz);
  return static_cast<std::size_t>(std::clamp(sample, 0.0, static_cast<double>(source_count)));
}

}  // namespace

Result<WindowPlan> plan_windows(std::size_t source_count, double sampling_rate_hz) {
  const double duration_s = static_cast<double>(source_count) / sampling_rate_hz;
  if (duration_s < kShortestRecordS - kStartRoundingS) {
    return fail(ErrorCode::TooShort, "the recording lasts " + number_text(duration_s) + " s, and " +
                                         number_text(kShortestRecordS) + " s are needed");
  }
  const auto sample_count = static_cast<std::size_t>(std::round(duration_s * kModelRateHz));
  const std::size_t windows = std::max<std::size_t>(1, sample_count / kWindowSamples);
  return WindowPlan{windows, std::max(0.0, duration_s - static_cast<double>(windows) * kWindowS)};
}

SampleRange source_range(std::size_t window, std::size_t source_count, double sampling_rate_hz) {
  const double start_s = static_cast<double>(window) * kWindowS;
  return {first_sample_at(start_s, source_count, sampling_rate_hz),
          first_sample_at(start_s + kWindowS, source_count, sampling_rate_hz)};
}

}  // namespace leadwise
