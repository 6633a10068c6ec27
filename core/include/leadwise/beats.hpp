#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise {

/// Times of the QRS complexes (the point of largest spatial velocity's energy), seconds from the start, found
/// over all leads together. Empty where there are none.
std::vector<double> detect_qrs(const EcgRecord& record);

/// True where spikes like those of a pacemaker begin at least half of the beats, or the P waves before them. That it is false
/// does not say that nobody paces: bipolar spikes are small, and many devices filter spikes out.
bool looks_paced(const EcgRecord& record);

/// Whether QRS complexes stand out of what lies between them, in half of the record or more (pieces of 20 s): they do in every
/// ECG, and not in noise, sine waves or what else a file may hold under the names of leads.
bool shows_heartbeats(const EcgRecord& record);

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

/// From `before_s` to `after_s` of the beats' times; of many beats, some evenly picked ones.
MedianLead find_median_lead(const LeadBeats& lead, std::span<const double> beats_s, double before_s = 0.40,
                            double after_s = 0.70);

/// Shifts each beat's time by up to 36 ms to where its QRS complex correlates best with the median QRS complex, over
/// all `leads` (of one length and sampling rate) together. A detector's fiducial point may jump between the deflections
/// of a complex; what is added to beats, or averaged over them, must not.
std::vector<double> align_beats(std::span<const LeadBeats> leads, std::span<const double> beats_s);

}  // namespace leadwise
