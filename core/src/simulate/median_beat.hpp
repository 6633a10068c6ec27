#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/vector3.hpp"

namespace leadwise {

/// The dipole of a record's median beat, its baseline just before the QRS complex set to 0.
struct MedianBeat {
  double sampling_rate_hz = 0.0;
  double start_s = 0.0;  ///< of the first sample, relative to the beat's time
  std::vector<Vector3> dipole_mv;

  double time_s(std::size_t i) const { return start_s + static_cast<double>(i) / sampling_rate_hz; }
};

/// Spatial, from leads I, II and V1-V6, or frontal, from I and II, where a chest lead is missing. The largest QRS
/// magnitudes of the two agree on average: their ratio's median over the 500 records of PTB-XL at hand is 1.00 (0.65
/// to 1.54 from the 5th to the 95th percentile). Errors: UnsupportedLeadSet without samples in leads I and II.
Result<MedianBeat> find_median_beat(const EcgRecord& record, std::span<const double> beats_s);

}  // namespace leadwise
