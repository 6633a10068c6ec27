#pragma once

#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// Takes out of the times found what is the edge of a calibration pulse: around it nearly every sample is the same 0 or
/// 1 mV in all channels. `channels` are of one length.
void leave_out_calibration_pulses(const std::vector<const Channel*>& channels, double sampling_rate_hz,
                                  std::vector<double>& times_s);

}  // namespace leadwise
