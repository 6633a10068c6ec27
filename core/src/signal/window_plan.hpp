#pragma once

#include <cstddef>

#include "leadwise/error.hpp"

namespace leadwise {

/// How a recording is cut into windows of kWindowSamples at kModelRateHz.
struct WindowPlan {
  std::size_t window_count;
  /// Of the recording behind the last window.
  double unused_s;
};

/// A range of a recording's own samples.
struct SampleRange {
  std::size_t first;
  std::size_t last;  ///< one past the end
};

/// As many whole windows as there are; one that has to be padded where the recording is shorter than that.
/// Errors: TooShort below kShortestRecordS.
Result<WindowPlan> plan_windows(std::size_t source_count, double sampling_rate_hz);

/// The recording's own samples that lie in the window's ten seconds.
SampleRange source_range(std::size_t window, std::size_t source_count, double sampling_rate_hz);

}  // namespace leadwise
