#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise {

/// Samples at kModelRateHz, the last one past the end.
struct SampleStretch {
  std::size_t first, last;
};

/// The stretches between QRS complexes, where noise is not hidden by them: one between each two beats that leave room
/// for it. Where fewer than two beats are known: the whole signal, a second at a time.
std::vector<SampleStretch> stretches_between_beats(std::span<const double> qrs_s, std::size_t sample_count);

}  // namespace leadwise
