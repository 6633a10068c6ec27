#pragma once

#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// One lead with its samples in mV at the recording's rate; NaN marks a missing sample.
struct RecordedLead {
  Lead lead;
  std::vector<double> samples_mv;
};

/// All leads at kModelRateHz without a missing sample: gaps are filled as fill_missing_samples does; samples that are
/// infinite or beyond kLargestSampleMv count as missing here, so that they cannot reach into the next window. A lead without
/// any sample becomes zeros. All leads must be of one length.
LeadSamples convert_to_model_rate(const std::vector<RecordedLead>& leads, double sampling_rate_hz);

/// One window of the signal; what the signal lacks at its end is zero, as published.
LeadSamples cut_window(const LeadSamples& signal, std::size_t window);

}  // namespace leadwise
