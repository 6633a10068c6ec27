#pragma once

#include <cstddef>
#include <vector>

#include "dipole_wave.hpp"

namespace leadwise {

/// The dipole at each sample of a record.
struct DipoleTrace {
  double sampling_rate_hz;
  std::vector<Vector3> samples;

  DipoleTrace(std::size_t sample_count, double rate_hz) : sampling_rate_hz(rate_hz), samples(sample_count) {}

  /// Adds waves whose clock reads 0 at `zero_s` of the record. What lies outside of the record is cut off.
  void add(const DipoleWaves& waves, double zero_s, double gain);
};

}  // namespace leadwise
