#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace leadwise {

/// Where a wave begins, peaks and ends, in samples of the record at kModelRateHz.
struct WaveSpan {
  std::ptrdiff_t on = 0, peak = 0, off = 0;
};

/// A wave of one beat: over all leads together, and lead by lead (nullopt where a lead shows none).
struct BeatWave {
  WaveSpan all;
  std::vector<std::optional<WaveSpan>> leads;
};

}  // namespace leadwise
