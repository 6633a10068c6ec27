#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Samples of the representative beat from `first` to `last`, both included.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The samples between two times; nullopt where a time is missing, outside of the beat, or less than two samples lie
/// between them.
std::optional<Stretch> stretch_between(const RepresentativeBeat& beat, std::optional<double> on_s,
                                       std::optional<double> off_s);

/// Samples to each side of a peak over which its height is smoothed.
inline constexpr std::size_t kPeakHalfWidth = 2;

/// One lead of a marked representative beat, its zero the mean level in the 40 ms that end 4 ms before the QRS complex
/// (the P wave left out), or the beat's own zero where the complex is not marked.
class LeadTrace {
 public:
  LeadTrace(const RepresentativeBeat& beat, std::size_t lead_position);

  std::size_t size() const { return samples_mv_.size(); }
  double at(std::size_t sample) const { return samples_mv_[sample] - level_mv_; }
  /// The value of the quadratic through the samples up to `half_width` away (Savitzky and Golay, Anal. Chem. 36:1627,
  /// 1964): keeps the height of a peak and takes noise off it. Narrower near the ends.
  double smoothed(std::size_t sample, std::size_t half_width) const;
  /// Standard deviation of broadband noise, from the median second difference: the waves hardly show in it.
  double noise_mv() const;

 private:
  std::span<const double> samples_mv_;
  double level_mv_ = 0.0;
};

/// The lead's trace; nullopt where the beat does not hold the lead.
std::optional<LeadTrace> find_trace(const RepresentativeBeat& beat, Lead lead);

}  // namespace leadwise
