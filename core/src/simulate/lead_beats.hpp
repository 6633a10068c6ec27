#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace leadwise {

/// One lead seen around beats.
struct LeadBeats {
  std::span<const double> samples_mv;
  double sampling_rate_hz;

  /// Samples in a time, to the nearest.
  std::ptrdiff_t samples_in(double time_s) const;
  /// nullopt outside of the record and where the sample is missing.
  std::optional<double> value(std::ptrdiff_t sample) const;
  /// The mean just before the QRS complex of the beat at this sample; nullopt where nothing is to be seen.
  std::optional<double> baseline(std::ptrdiff_t beat) const;
};

/// The median beat of a lead and where it begins, in samples from the beat's time.
struct MedianLead {
  std::ptrdiff_t first;
  /// In mV, the baseline before the QRS complex at 0. Empty where no beat can be seen.
  std::vector<double> samples_mv;
};

/// From 0.4 s before to 0.7 s after the beats; of many beats, some evenly picked ones.
MedianLead find_median_lead(const LeadBeats& lead, std::span<const double> beats_s);

}  // namespace leadwise
